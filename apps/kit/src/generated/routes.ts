// Generated from contracts/openapi.yaml by `npm run generate`. Changes here are lost.

import type { operations } from './contract.js'

/** Method, path, the type of the body where that is not JSON, and the headers that are taken. */
export const routes = {
  /**
   * Register a member.
   *
   * Makes an account; sign in next with `POST /v1/sessions`.
   *
   * Where somebody has the e-mail (or the `id`) already nothing is written, and the answer is
   * the same as for a newcomer: who registers does not learn who is here.
   */
  register: 'POST /v1/members',
  /**
   * The own profile.
   */
  profile: 'GET /v1/me If-None-Match',
  /**
   * Delete the account.
   *
   * Deletes everything that is kept of the member, at once and for good: habits, check-ins,
   * sessions, places on boards, imports, and the groups that the member owns, with the places of
   * others in them.
   */
  leave: 'DELETE /v1/me',
  /**
   * Change the own profile.
   *
   * What is left out stays. A new `zone` or `dayStart` counts from now on: recorded days stay
   * where they are. A new `firstWeekday` counts for all weeks, the past ones included.
   */
  changeProfile: 'PATCH /v1/me If-Match',
  /**
   * Change the password.
   *
   * All other sessions of the member end; the one that asks stays.
   */
  changePassword: 'PUT /v1/me/password',
  /**
   * The own security events.
   *
   * Sign-ins that failed or were refused, and changes of password, sessions and role, the newest
   * first. The newest hundred of each kind are kept, for a year at most.
   */
  securityEvents: 'GET /v1/me/security-events',
  /**
   * The own sessions.
   *
   * Those that have not expired, the newest first where no other order is asked for.
   */
  sessions: 'GET /v1/sessions',
  /**
   * Sign in.
   *
   * The answer carries the token, this once, and sets it as a cookie that scripts cannot read:
   * `upcoach-session`, or `__Host-upcoach-session` over TLS.
   * Sending a wrong password and an unknown e-mail are answered alike, after the same time.
   *
   * After five attempts with a wrong password each further one for the account has to wait, ten
   * seconds at first and a quarter of an hour at most: 429 `too-many-attempts`. Attempts from a
   * network that the member has signed in from before, or with a valid session of the member,
   * are counted apart and wait a minute at most.
   */
  signIn: 'POST /v1/sessions',
  /**
   * Sign out.
   */
  signOut: 'DELETE /v1/sessions/current',
  /**
   * End a session.
   *
   * Ends one session of the member, or with `others` in place of an id every one but the
   * caller's.
   */
  endSession: 'DELETE /v1/sessions/{id}',
  /**
   * The member's day.
   *
   * The habits that are alive today on the member's wall, the oldest first, with the state of
   * the day and the streak. Archived habits and those that have not begun or are over are left
   * out.
   */
  today: 'GET /v1/today If-None-Match',
  /**
   * The own habits.
   *
   * In the order of their ids where no other is asked for.
   */
  habits: 'GET /v1/habits If-None-Match',
  /**
   * Define a habit.
   *
   * Only the title is needed. What is left out: kind `do`, target 1, schedule daily, from today
   * on.
   */
  defineHabit: 'POST /v1/habits Idempotency-Key',
  /**
   * One habit.
   */
  habit: 'GET /v1/habits/{id} If-None-Match',
  /**
   * Remove a habit.
   *
   * With everything recorded for it, and the points that it earned. To keep the record, archive
   * it.
   */
  removeHabit: 'DELETE /v1/habits/{id} If-Match',
  /**
   * Change a habit.
   *
   * What is left out stays; null clears a field that may be null. A new target, kind or schedule
   * is applied to everything recorded: streaks, score and points are worked out anew. A new
   * first or last day must leave the recorded days within.
   */
  changeHabit: 'PATCH /v1/habits/{id} If-Match',
  /**
   * Check-ins of a habit.
   *
   * The newest day first where no other order is asked for.
   */
  checkIns: 'GET /v1/habits/{id}/check-ins If-None-Match',
  /**
   * What a day holds.
   */
  checkIn: 'GET /v1/habits/{id}/check-ins/{day}',
  /**
   * Record a day.
   *
   * Records the day in place of what it held before: amount, note and skip are all replaced, but
   * a note alone changes no amount and no skip. Any day may be recorded from the habit's first
   * one up to today on the member's wall. Answered once it is durable, with streak, score and
   * points already counted.
   *
   * | body | amount | skip | note |
   * | --- | --- | --- | --- |
   * | `{}`, `{"skipped": false}` | the target; 0 on a limit | no | none |
   * | with `amount` | as sent | as sent, else no | as sent, else none |
   * | `{"skipped": true}`, with a note or without | 0 | yes | as sent, else none |
   * | `{"note": …}`, also with `"skipped": false` | stays | stays | as sent |
   *
   * `null` for `amount` or `skipped` is the same as leaving it out, and `"skipped": false` says
   * nothing of its own. A `note` that is empty or null takes the note away. Where nothing was
   * recorded, a note alone is kept with amount 0, and the day is as if nothing was recorded: its
   * state is the one without a check-in. The next `PUT` with more than a note replaces it.
   *
   * Amounts are rounded to thousandths, half to even: 0.30000000000000004 is 0.3.
   */
  recordCheckIn: 'PUT /v1/habits/{id}/check-ins/{day}',
  /**
   * Take back what a day holds.
   */
  undoCheckIn: 'DELETE /v1/habits/{id}/check-ins/{day}',
  /**
   * Carry out what an offline device has gathered.
   *
   * Up to 500 operations, carried out in their order in one write and each answered on its own:
   * one that is refused does not hold up the others. Each has an id of the device's choosing,
   * and its answer is kept: sent again, be it in another request or twice in one, it changes
   * nothing and is answered as it was the first time, whatever has happened since, also where it
   * was refused. To try again after a refusal, send it with a new id.
   *
   * A `put` does what `PUT /v1/habits/{id}/check-ins/{day}` does with the same fields; a `delete`
   * empties the day, and is fine where the day is empty already.
   *
   * With `at` an operation tells when the member did it, and the newest one stays: operations of
   * several devices, sent in any order and in any grouping, end in the same state. Amount and
   * skip are one value, the note is another; a deletion empties both, and an older `put` that
   * arrives later does not fill the day again. Where something as new or newer stays on the day,
   * the result has `superseded`, with the check-in that is there. An `at` that is later than now
   * is taken as now, as is a missing one, `PUT` and `DELETE`: what is done now replaces whatever
   * is there. Of two operations with the same `at`, a put stays over a delete, a skip over an
   * amount, a larger amount over a smaller one, and the note that sorts last over the other; so
   * let a device give each of its operations a later `at`. Only an operation without an id of its own
   * spoils the whole request, as nobody could be told about it.
   */
  carryOut: 'POST /v1/check-ins',
  /**
   * A habit's streaks.
   *
   * With `explain=true` also every run there ever was, and the state of each day with the rule
   * that gave it; `from` and `to` choose the days, by default the last 92.
   */
  streak: 'GET /v1/habits/{id}/streak If-None-Match',
  /**
   * A habit's statistics.
   */
  statistics: 'GET /v1/habits/{id}/statistics If-None-Match',
  /**
   * The own pauses.
   *
   * The earliest first where no other order is asked for.
   */
  pauses: 'GET /v1/pauses If-None-Match',
  /**
   * Pause habits.
   *
   * Pauses one habit, or without `habitId` all of them, those to come included. Days in the
   * range neither break nor lengthen a streak, also where something is recorded on them.
   */
  pause: 'POST /v1/pauses Idempotency-Key',
  /**
   * Take a pause away.
   *
   * As if it had never been.
   */
  resume: 'DELETE /v1/pauses/{id}',
  /**
   * The best of a board.
   *
   * Points: each habit earns 0 to 100 a week, the same for every schedule, and a member's five
   * best habits count. Members with the same points share a rank, and the next rank is as many
   * lower as share it. Members without points in the period are on no board. A board moves while it
   * is read: whoever gains points between two pages may be on both or on neither. A cursor stays with
   * the period that it was given for, also where `on` is left out and the period has ended since.
   */
  leaderboard: 'GET /v1/leaderboards/{id} If-None-Match',
  /**
   * The own place with its neighbours.
   */
  ownPlace: 'GET /v1/leaderboards/{id}/me If-None-Match',
  /**
   * The own groups.
   *
   * In the order of their ids where no other is asked for.
   */
  groups: 'GET /v1/groups',
  /**
   * Found a group.
   *
   * The founder is its owner and first member.
   */
  foundGroup: 'POST /v1/groups Idempotency-Key',
  /**
   * Join a group by its code.
   *
   * Joining again changes nothing.
   */
  joinGroup: 'POST /v1/groups/memberships Idempotency-Key',
  /**
   * One group.
   */
  group: 'GET /v1/groups/{id}',
  /**
   * Delete a group.
   *
   * Only its owner may.
   */
  deleteGroup: 'DELETE /v1/groups/{id}',
  /**
   * Who is in a group.
   *
   * In the order of their ids where no other is asked for.
   */
  groupMembers: 'GET /v1/groups/{id}/members',
  /**
   * Leave a group.
   *
   * The owner cannot; it can delete the group.
   */
  leaveGroup: 'DELETE /v1/groups/{id}/members/me',
  /**
   * Share the own habits with a group, or no longer.
   *
   * Whether the others of the group see the caller's habits and their streaks (in the graph,
   * `GroupMember.habits`); at first they do not.
   */
  shareHabits: 'PATCH /v1/groups/{id}/members/me',
  /**
   * Give a group another join code.
   *
   * Only its owner may. The old code opens nothing any more. The request has no body.
   */
  recodeGroup: 'POST /v1/groups/{id}/code Idempotency-Key',
  /**
   * Bring in a history.
   *
   * Reads a Loop Habit Tracker backup (`.db`, or a zip of it) or CSV export (zip), a HabitBull
   * CSV, or our own export. Importing a file twice changes nothing, and the order of several
   * files does not matter. Our own export also restores the profile of a member who has no
   * habits yet.
   */
  startImport: 'POST /v1/imports multipart/form-data Idempotency-Key',
  /**
   * How an import is going.
   *
   * Ask until the state is `done` or `refused`. Refused means that nothing of the file was
   * written.
   */
  import: 'GET /v1/imports/{id}',
  /**
   * Everything that is kept of the member.
   *
   * One zip with JSON and CSV, from which a new member ends up identical.
   */
  export: 'GET /v1/export',
  /**
   * All members.
   *
   * In the order of their ids where no other is asked for: who they are and their role, not
   * their habits.
   */
  members: 'GET /v1/admin/members',
  /**
   * One member.
   */
  member: 'GET /v1/admin/members/{id} If-None-Match',
  /**
   * Give a member a role.
   *
   * It counts from the next request of the member on.
   */
  assignRole: 'PATCH /v1/admin/members/{id} If-Match',
  /**
   * What the response cache holds and does.
   *
   * On this node, since its start: the table of what is kept and for how long, and what became of
   * those who asked.
   */
  cache: 'GET /v1/operations/cache',
  /**
   * Set how much of a route's traffic goes through the cache.
   *
   * A percentage of the members, always the same ones: from 0, which switches the route's cache
   * off, to 100. It counts at once and after restarts, and is written down with who set it.
   */
  setCacheShare: 'PATCH /v1/operations/cache',
  /**
   * Make kept answers go.
   *
   * Those of a route, of a member, of a habit's check-ins, of a group, or all. They are made anew when they are next asked for. It is
   * written down with who did it.
   */
  invalidateCache: 'POST /v1/operations/cache/invalidations',
  /**
   * Several reads in one request.
   *
   * Up to 20 GETs that do not depend on each other, begun at once and answered in their order. Each is
   * answered as it would be alone (access, parameters, kept answers, problems), and one that fails
   * does not hold up the others. A part may be any GET of this file under `/v1` that answers JSON, but
   * for `/v1/operations/cache`; a path is taken as it stands, without undoing `%` in it. All bodies
   * together have at most 2 MiB: a part that does not fit is answered 422 `too-many`. Each part counts
   * as one request, beside the batch itself. Nothing is written, so it may be repeated.
   */
  batch: 'POST /v1/batch',
  /**
   * Ask the graph.
   *
   * As `contracts/schema` has it, and GraphQL over HTTP. A document is sent as `query`, or named
   * by `documentId`: `sha256:` and the hash of one that an app has registered. The answer to a
   * registered one is kept like any other and may be asked for with `If-None-Match`, in the form
   * `application/json`. Mutations are refused.
   *
   * In the form `application/json`, operations that cannot be carried out are answered with 200
   * and `errors`; in `application/graphql-response+json` with the status of the first error.
   */
  readGraph: 'GET /graphql If-None-Match',
  /**
   * Ask the graph, or change something.
   *
   * One operation, or a list of at most 10 that do not depend on each other, answered by a list
   * in their order. The document may be named by `documentId` instead of sent as `query`.
   */
  carryOutGraph: 'POST /graphql',
  /**
   * Whether the process lives.
   */
  lives: 'GET /livez',
  /**
   * Whether requests are to be sent here.
   *
   * Ready means that the database answers within a second, that there is room to store what is
   * sent, and that the server is not being stopped. A check that fails says its `reason`.
   */
  isReady: 'GET /readyz',
  /**
   * This file.
   *
   * With an ETag; send it as `If-None-Match` to learn that nothing has changed.
   */
  contract: 'GET /openapi If-None-Match',
} as const satisfies Record<keyof operations, string>
