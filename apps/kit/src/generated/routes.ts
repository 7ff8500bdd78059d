// Generated from contracts/openapi.yaml by `npm run generate`. Changes here are lost.

import type { operations } from './contract.js'

/** Method, path, the media type of a body that is not JSON, and the headers of an operation. */
export const routes = {
  /**
   * Register a member.
   *
   * Creates an account; sign in next with `POST /v1/sessions`.
   *
   * If the e-mail (or the `id`) is taken, nothing is written, and the response is the same as for a
   * new member: registering does not reveal who is a member.
   */
  register: 'POST /v1/members',
  /**
   * The own profile.
   */
  profile: 'GET /v1/me If-None-Match',
  /**
   * Delete the account.
   *
   * Deletes all data of the member, immediately and for good: habits, check-ins,
   * sessions, places on boards, imports, and the groups that the member owns, with the places of
   * others in them.
   */
  deleteAccount: 'DELETE /v1/me',
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
   * first. The newest hundred of each kind are stored, for a year at most.
   */
  securityEvents: 'GET /v1/me/security-events',
  /**
   * The own sessions.
   *
   * Those that have not expired, the newest first by default.
   */
  sessions: 'GET /v1/sessions',
  /**
   * Sign in.
   *
   * Returns the token, only this once, and sets it as a cookie that scripts cannot read:
   * `upcoach-session`, or `__Host-upcoach-session` over TLS.
   * A wrong password and an unknown e-mail get the same response, after the same time.
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
   * The habits of today in the member's time zone, the oldest first, with the state of the day and
   * the streak. Archived habits, and habits that have not begun or have ended, are left out.
   */
  today: 'GET /v1/today If-None-Match',
  /**
   * The own habits.
   *
   * In the order of their ids unless `sort` says otherwise.
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
   * Removes the habit with its check-ins and points. To keep the history, archive
   * it.
   */
  removeHabit: 'DELETE /v1/habits/{id} If-Match',
  /**
   * Change a habit.
   *
   * A missing field is not changed; null clears a field that may be null. A new target, kind or schedule
   * applies to all recorded days: streaks, score and points are recomputed. All recorded days must lie
   * between a new first and last day.
   */
  changeHabit: 'PATCH /v1/habits/{id} If-Match',
  /**
   * Check-ins of a habit.
   *
   * The newest day first by default.
   */
  checkIns: 'GET /v1/habits/{id}/check-ins If-None-Match',
  /**
   * What a day holds.
   */
  checkIn: 'GET /v1/habits/{id}/check-ins/{day}',
  /**
   * Record a day.
   *
   * Replaces the day's check-in: amount, note and skip are all replaced, but
   * a note alone changes no amount and no skip. Any day may be recorded, from the habit's first
   * day to today in the member's time zone. The response is sent once the check-in is durable and streak, score and
   * points are updated.
   *
   * | body | amount | skip | note |
   * | --- | --- | --- | --- |
   * | `{}`, `{"skipped": false}` | the target; 0 on a limit | no | none |
   * | with `amount` | as sent | as sent, else no | as sent, else none |
   * | `{"skipped": true}`, with a note or without | 0 | yes | as sent, else none |
   * | `{"note": …}`, also with `"skipped": false` | stays | stays | as sent |
   *
   * `null` for `amount` or `skipped` is the same as leaving it out, and `"skipped": false` has no
   * effect of its own. A `note` that is empty or null removes the note. On a day without a check-in
   * a note alone is stored with amount 0, and the day keeps the state that it has
   * without a check-in. The next `PUT` with more than a note replaces it.
   *
   * Amounts are rounded to thousandths, half to even: 0.30000000000000004 is 0.3.
   */
  recordCheckIn: 'PUT /v1/habits/{id}/check-ins/{day}',
  /**
   * Take back what a day holds.
   */
  undoCheckIn: 'DELETE /v1/habits/{id}/check-ins/{day}',
  /**
   * Synchronise the operations of an offline device.
   *
   * Applies up to 500 operations in their order in one write, each with its own result:
   * a refused operation does not affect the others. The device chooses an id for each operation,
   * and the server stores its result. An operation that is sent again, in another request or twice in one, changes
   * nothing and gets its first result, whatever has happened since, also if it
   * was refused. To try again after a refusal, send it with a new id.
   *
   * A `put` does what `PUT /v1/habits/{id}/check-ins/{day}` does with the same fields; a `delete`
   * empties the day, and succeeds if the day is empty already.
   *
   * `at` says when the member did it, and the newest operation wins: operations of
   * several devices, sent in any order and in any grouping, end in the same state. Amount and
   * skip are one value, the note is another; a deletion empties both, and an older `put` that
   * arrives later does not fill the day again. If the day holds a change that is as new or newer,
   * the result has `superseded`, with the current check-in. An `at` in the future
   * counts as now, as do a missing one, `PUT` and `DELETE`: a change made now replaces any
   * other. Of two operations with the same `at`, a put wins over a delete, a skip over an
   * amount, a larger amount over a smaller one, and the note that sorts last over the other; so
   * let a device give each of its operations a later `at`. Only an operation without a valid id
   * fails the whole request, because its result could not be returned.
   */
  applyOperations: 'POST /v1/check-ins',
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
   * lower as share it. Members without points in the period are on no board. A board changes while it
   * is read: a member who gains points between two pages may be on both or on neither. A cursor belongs to
   * the period that it was given for, also if `on` is left out and the period has ended since.
   */
  leaderboard: 'GET /v1/leaderboards/{id} If-None-Match',
  /**
   * The own place with its neighbours.
   */
  ownPlace: 'GET /v1/leaderboards/{id}/me If-None-Match',
  /**
   * The own groups.
   *
   * In the order of their ids unless `sort` says otherwise.
   */
  groups: 'GET /v1/groups',
  /**
   * Create a group.
   *
   * The creator is its owner and first member.
   */
  createGroup: 'POST /v1/groups Idempotency-Key',
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
   * In the order of their ids unless `sort` says otherwise.
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
  renewGroupCode: 'POST /v1/groups/{id}/code Idempotency-Key',
  /**
   * Import a history.
   *
   * Reads a Loop Habit Tracker backup (`.db`, or a zip of it) or CSV export (zip), a HabitBull
   * CSV, or our own export. Importing a file twice changes nothing, and the order of several
   * files does not matter. Our own export also restores the profile of a member who has no
   * habits yet.
   */
  startImport: 'POST /v1/imports multipart/form-data Idempotency-Key',
  /**
   * The progress of an import.
   *
   * Poll until the state is `done` or `refused`. Refused means that nothing of the file was
   * written.
   */
  import: 'GET /v1/imports/{id}',
  /**
   * All data of the member.
   *
   * One zip with JSON and CSV. Importing it gives a new member the same data.
   */
  export: 'GET /v1/export',
  /**
   * All members.
   *
   * In the order of their ids unless `sort` says otherwise: profiles and roles, not habits.
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
   * Statistics of the response cache.
   *
   * Counted on this node since its start: cached routes with their TTLs, and hits and misses.
   */
  cache: 'GET /v1/operations/cache',
  /**
   * Set how much of a route's traffic goes through the cache.
   *
   * A percentage of the members, always the same ones: from 0, which switches the route's cache
   * off, to 100. It takes effect immediately, survives restarts, and is logged with the operator who set it.
   */
  setCacheShare: 'PATCH /v1/operations/cache',
  /**
   * Invalidate cached responses.
   *
   * Those of a route, of a member, of a habit's check-ins, of a group, or all. The next request loads them from the
   * database. The invalidation is logged with the operator who did it.
   */
  invalidateCache: 'POST /v1/operations/cache/invalidations',
  /**
   * Several reads in one request.
   *
   * Up to 20 independent GETs, started together, with responses in their order. Each part
   * gets the response that the GET alone would get (access, parameters, caching, problems), and a part that fails
   * does not affect the others. A part may be any GET of this file under `/v1` that returns JSON, except
   * `/v1/operations/cache`. A path is used as it is, without percent-decoding. All bodies
   * together have at most 2 MiB: a part that does not fit gets 422 `too-many`. Each part counts
   * as one request for the rate limit, in addition to the batch itself. Nothing is written, so the request may be repeated.
   */
  batch: 'POST /v1/batch',
  /**
   * Run a GraphQL query.
   *
   * GraphQL over HTTP; the schema is `contracts/schema`. A document is sent as `query`, or named
   * by `documentId`: `sha256:` and the hash of a persisted operation. The response to a
   * persisted operation is cached like that of any GET, and takes `If-None-Match`, as
   * `application/json`. Mutations are refused.
   *
   * As `application/json`, an operation that fails gets 200 and `errors`;
   * as `application/graphql-response+json` the status of the first error.
   */
  readGraph: 'GET /graphql If-None-Match',
  /**
   * Run a GraphQL operation.
   *
   * One operation, or a list of at most 10 independent operations, with a list of responses
   * in their order. `documentId` may name a persisted operation instead of `query`.
   */
  applyOperationsGraph: 'POST /graphql',
  /**
   * Whether the process is live.
   */
  isLive: 'GET /livez',
  /**
   * Whether the server is ready for requests.
   *
   * Ready means that the database answers within a second, that its disk has space, and that
   * the server is not stopping. A failed check has a `reason`.
   */
  isReady: 'GET /readyz',
  /**
   * This file.
   *
   * With an ETag; send it as `If-None-Match` to learn that nothing has changed.
   */
  contract: 'GET /openapi If-None-Match',
} as const satisfies Record<keyof operations, string>
