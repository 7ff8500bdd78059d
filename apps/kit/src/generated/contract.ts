// Generated from contracts/openapi.yaml by `npm run generate`. Changes here are lost.
export interface paths {
    "/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register a member
         * @description Creates an account; sign in next with `POST /v1/sessions`.
         *
         *     If the e-mail (or the `id`) is taken, nothing is written, and the response is the same as for a
         *     new member: registering does not reveal who is a member.
         */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own profile */
        get: operations["profile"];
        put?: never;
        post?: never;
        /**
         * Delete the account
         * @description Deletes all data of the member, immediately and for good: habits, check-ins,
         *     sessions, places on boards, imports, and the groups that the member owns, with the places of
         *     others in them.
         */
        delete: operations["deleteAccount"];
        options?: never;
        head?: never;
        /**
         * Change the own profile
         * @description What is left out stays. A new `zone` or `dayStart` counts from now on: recorded days stay
         *     where they are. A new `firstWeekday` counts for all weeks, the past ones included.
         */
        patch: operations["changeProfile"];
        trace?: never;
    };
    "/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the password
         * @description All other sessions of the member end; the one that asks stays.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/security-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The own security events
         * @description Sign-ins that failed or were refused, and changes of password, sessions and role, the newest
         *     first. The newest hundred of each kind are stored, for a year at most.
         */
        get: operations["securityEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The own sessions
         * @description Those that have not expired, the newest first by default.
         */
        get: operations["sessions"];
        put?: never;
        /**
         * Sign in
         * @description Returns the token, only this once, and sets it as a cookie that scripts cannot read:
         *     `upcoach-session`, or `__Host-upcoach-session` over TLS.
         *     A wrong password and an unknown e-mail get the same response, after the same time.
         *
         *     After five attempts with a wrong password each further one for the account has to wait, ten
         *     seconds at first and a quarter of an hour at most: 429 `too-many-attempts`. Attempts from a
         *     network that the member has signed in from before, or with a valid session of the member,
         *     are counted apart and wait a minute at most.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a session
         * @description Ends one session of the member, or with `others` in place of an id every one but the
         *     caller's.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The member's day
         * @description The habits of today in the member's time zone, the oldest first, with the state of the day and
         *     the streak. Archived habits, and habits that have not begun or have ended, are left out.
         */
        get: operations["today"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/habits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The own habits
         * @description In the order of their ids unless `sort` says otherwise.
         */
        get: operations["habits"];
        put?: never;
        /**
         * Define a habit
         * @description Only the title is needed. What is left out: kind `do`, target 1, schedule daily, from today
         *     on.
         */
        post: operations["defineHabit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/habits/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One habit */
        get: operations["habit"];
        put?: never;
        post?: never;
        /**
         * Remove a habit
         * @description Removes the habit with its check-ins and points. To keep the history, archive
         *     it.
         */
        delete: operations["removeHabit"];
        options?: never;
        head?: never;
        /**
         * Change a habit
         * @description A missing field is not changed; null clears a field that may be null. A new target, kind or schedule
         *     applies to all recorded days: streaks, score and points are recomputed. All recorded days must lie
         *     between a new first and last day.
         */
        patch: operations["changeHabit"];
        trace?: never;
    };
    "/v1/habits/{id}/check-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check-ins of a habit
         * @description The newest day first by default.
         */
        get: operations["checkIns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/habits/{id}/check-ins/{day}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a day holds */
        get: operations["checkIn"];
        /**
         * Record a day
         * @description Replaces the day's check-in: amount, note and skip are all replaced, but
         *     a note alone changes no amount and no skip. Any day may be recorded, from the habit's first
         *     day to today in the member's time zone. The response is sent once the check-in is durable and streak, score and
         *     points are updated.
         *
         *     | body | amount | skip | note |
         *     | --- | --- | --- | --- |
         *     | `{}`, `{"skipped": false}` | the target; 0 on a limit | no | none |
         *     | with `amount` | as sent | as sent, else no | as sent, else none |
         *     | `{"skipped": true}`, with a note or without | 0 | yes | as sent, else none |
         *     | `{"note": …}`, also with `"skipped": false` | stays | stays | as sent |
         *
         *     `null` for `amount` or `skipped` is the same as leaving it out, and `"skipped": false` has no
         *     effect of its own. A `note` that is empty or null removes the note. On a day without a check-in
         *     a note alone is stored with amount 0, and the day keeps the state that it has
         *     without a check-in. The next `PUT` with more than a note replaces it.
         *
         *     Amounts are rounded to thousandths, half to even: 0.30000000000000004 is 0.3.
         */
        put: operations["recordCheckIn"];
        post?: never;
        /** Take back what a day holds */
        delete: operations["undoCheckIn"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/check-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Synchronise the operations of an offline device
         * @description Applies up to 500 operations in their order in one write, each with its own result:
         *     a refused operation does not affect the others. The device chooses an id for each operation,
         *     and the server stores its result. An operation that is sent again, in another request or twice in one, changes
         *     nothing and gets its first result, whatever has happened since, also if it
         *     was refused. To try again after a refusal, send it with a new id.
         *
         *     A `put` does what `PUT /v1/habits/{id}/check-ins/{day}` does with the same fields; a `delete`
         *     empties the day, and succeeds if the day is empty already.
         *
         *     `at` says when the member did it, and the newest operation wins: operations of
         *     several devices, sent in any order and in any grouping, end in the same state. Amount and
         *     skip are one value, the note is another; a deletion empties both, and an older `put` that
         *     arrives later does not fill the day again. If the day holds a change that is as new or newer,
         *     the result has `superseded`, with the current check-in. An `at` in the future
         *     counts as now, as do a missing one, `PUT` and `DELETE`: a change made now replaces any
         *     other. Of two operations with the same `at`, a put wins over a delete, a skip over an
         *     amount, a larger amount over a smaller one, and the note that sorts last over the other; so
         *     let a device give each of its operations a later `at`. Only an operation without a valid id
         *     fails the whole request, because its result could not be returned.
         */
        post: operations["applyOperations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/habits/{id}/streak": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A habit's streaks
         * @description With `explain=true` also every run there ever was, and the state of each day with the rule
         *     that gave it; `from` and `to` choose the days, by default the last 92.
         */
        get: operations["streak"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/habits/{id}/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A habit's statistics */
        get: operations["statistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pauses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The own pauses
         * @description The earliest first where no other order is asked for.
         */
        get: operations["pauses"];
        put?: never;
        /**
         * Pause habits
         * @description Pauses one habit, or without `habitId` all of them, those to come included. Days in the
         *     range neither break nor lengthen a streak, also where something is recorded on them.
         */
        post: operations["pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pauses/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a pause away
         * @description As if it had never been.
         */
        delete: operations["resume"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/leaderboards/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The best of a board
         * @description Points: each habit earns 0 to 100 a week, the same for every schedule, and a member's five
         *     best habits count. Members with the same points share a rank, and the next rank is as many
         *     lower as share it. Members without points in the period are on no board. A board changes while it
         *     is read: a member who gains points between two pages may be on both or on neither. A cursor belongs to
         *     the period that it was given for, also if `on` is left out and the period has ended since.
         */
        get: operations["leaderboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/leaderboards/{id}/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own place with its neighbours */
        get: operations["ownPlace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The own groups
         * @description In the order of their ids unless `sort` says otherwise.
         */
        get: operations["groups"];
        put?: never;
        /**
         * Create a group
         * @description The creator is its owner and first member.
         */
        post: operations["createGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/memberships": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join a group by its code
         * @description Joining again changes nothing.
         */
        post: operations["joinGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One group */
        get: operations["group"];
        put?: never;
        post?: never;
        /**
         * Delete a group
         * @description Only its owner may.
         */
        delete: operations["deleteGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is in a group
         * @description In the order of their ids unless `sort` says otherwise.
         */
        get: operations["groupMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{id}/members/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Leave a group
         * @description The owner cannot; it can delete the group.
         */
        delete: operations["leaveGroup"];
        options?: never;
        head?: never;
        /**
         * Share the own habits with a group, or no longer
         * @description Whether the others of the group see the caller's habits and their streaks (in the graph,
         *     `GroupMember.habits`); at first they do not.
         */
        patch: operations["shareHabits"];
        trace?: never;
    };
    "/v1/groups/{id}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a group another join code
         * @description Only its owner may. The old code opens nothing any more. The request has no body.
         */
        post: operations["renewGroupCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import a history
         * @description Reads a Loop Habit Tracker backup (`.db`, or a zip of it) or CSV export (zip), a HabitBull
         *     CSV, or our own export. Importing a file twice changes nothing, and the order of several
         *     files does not matter. Our own export also restores the profile of a member who has no
         *     habits yet.
         */
        post: operations["startImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The progress of an import
         * @description Poll until the state is `done` or `refused`. Refused means that nothing of the file was
         *     written.
         */
        get: operations["import"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All data of the member
         * @description One zip with JSON and CSV. Importing it gives a new member the same data.
         */
        get: operations["export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All members
         * @description In the order of their ids unless `sort` says otherwise: profiles and roles, not habits.
         */
        get: operations["members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One member */
        get: operations["member"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Give a member a role
         * @description It counts from the next request of the member on.
         */
        patch: operations["assignRole"];
        trace?: never;
    };
    "/v1/operations/cache": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Statistics of the response cache
         * @description Counted on this node since its start: cached routes with their TTLs, and hits and misses.
         */
        get: operations["cache"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Set how much of a route's traffic goes through the cache
         * @description A percentage of the members, always the same ones: from 0, which switches the route's cache
         *     off, to 100. It takes effect immediately, survives restarts, and is logged with the operator who set it.
         */
        patch: operations["setCacheShare"];
        trace?: never;
    };
    "/v1/operations/cache/invalidations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invalidate cached responses
         * @description Those of a route, of a member, of a habit's check-ins, of a group, or all. The next request loads them from the
         *     database. The invalidation is logged with the operator who did it.
         */
        post: operations["invalidateCache"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Several reads in one request
         * @description Up to 20 independent GETs, started together, with responses in their order. Each part
         *     gets the response that the GET alone would get (access, parameters, caching, problems), and a part that fails
         *     does not affect the others. A part may be any GET of this file under `/v1` that returns JSON, except
         *     `/v1/operations/cache`. A path is used as it is, without percent-decoding. All bodies
         *     together have at most 2 MiB: a part that does not fit gets 422 `too-many`. Each part counts
         *     as one request for the rate limit, in addition to the batch itself. Nothing is written, so the request may be repeated.
         */
        post: operations["batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/graphql": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Run a GraphQL query
         * @description GraphQL over HTTP; the schema is `contracts/schema`. A document is sent as `query`, or named
         *     by `documentId`: `sha256:` and the hash of a persisted operation. The response to a
         *     persisted operation is cached like that of any GET, and takes `If-None-Match`, as
         *     `application/json`. Mutations are refused.
         *
         *     As `application/json`, an operation that fails gets 200 and `errors`;
         *     as `application/graphql-response+json` the status of the first error.
         */
        get: operations["readGraph"];
        put?: never;
        /**
         * Run a GraphQL operation
         * @description One operation, or a list of at most 10 independent operations, with a list of responses
         *     in their order. `documentId` may name a persisted operation instead of `query`.
         */
        post: operations["applyOperationsGraph"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process is live */
        get: operations["isLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the server is ready for requests
         * @description Ready means that the database answers within a second, that its disk has space, and that
         *     the server is not stopping. A failed check has a `reason`.
         */
        get: operations["isReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This file
         * @description With an ETag; send it as `If-None-Match` to learn that nothing has changed.
         */
        get: operations["contract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        GraphOperation: {
            /** @description The document. */
            query?: string;
            /** @description Of a persisted operation. */
            documentId?: string;
            operationName?: string;
            /** @description An object by the names of the variables. */
            variables?: unknown;
            /** @description With `{"cost": true}` the response contains its cost. */
            extensions?: unknown;
        };
        GraphAnswers: components["schemas"]["GraphAnswer"] | components["schemas"]["GraphAnswer"][];
        GraphAnswer: {
            /** @description The result of the operation. */
            data?: unknown;
            errors?: components["schemas"]["GraphError"][];
            extensions?: {
                cost?: {
                    sum: number;
                    /** @description The field with the highest cost. */
                    mostExpensiveField: string;
                };
            };
        };
        GraphError: {
            message: string;
            locations?: {
                line: number;
                column: number;
            }[];
            path?: (string | number)[];
            extensions: {
                /** @description The last part of the type. */
                code: string;
                /** @description One of those in `contracts/problems.md`. */
                type: string;
                fields?: {
                    name: string;
                    reason: string;
                }[];
                cost?: number;
                limit?: number;
                /** @description The field with the highest cost. */
                field?: string;
            };
        };
        /** Format: uuid */
        Id: string;
        /**
         * Format: date
         * @description A calendar date in the member's time zone, from 1900-01-01 to 2199-12-31.
         */
        Day: string;
        /**
         * Format: date-time
         * @description UTC, to the millisecond.
         */
        Instant: string;
        /** @enum {unknown} */
        Weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
        /**
         * @description An IANA time zone such as `Europe/Berlin`, also by an older name (`Asia/Calcutta`); or `UTC`
         *     or `GMT`. Names without an area, such as `EST5EDT`, are refused.
         */
        Zone: string;
        /** @description When the day begins, in the member's time zone, from 00:00 to 06:00. */
        DayStart: string;
        /** @enum {unknown} */
        Role: "member" | "coach" | "admin" | "operator";
        /** @description Send it as `cursor` to get the next page; null on the last one. */
        Next: string | null;
        /** @description In the habit's unit, at a precision of thousandths: what has more digits is rounded, half to even, when it is taken. */
        Amount: number;
        /** @description What was wrong, and what to do (RFC 9457). */
        Problem: {
            type: string;
            /** @description The same sentence for each problem of the type. */
            title: string;
            status: number;
            /** @description What was wrong in this request. */
            detail: string;
            errors?: components["schemas"]["FieldError"][];
        };
        FieldError: {
            /** @description The path of the field in the body (`schedule.n`), or the parameter's name. */
            name: string;
            reason: string;
        };
        Registration: {
            id?: components["schemas"]["Id"];
            /** @description Stored in lower case. */
            email: string;
            password: components["schemas"]["NewPassword"];
            name: string;
            /** @default Etc/UTC */
            zone?: components["schemas"]["Zone"];
            /** @default 00:00 */
            dayStart?: components["schemas"]["DayStart"];
            /** @default monday */
            firstWeekday?: components["schemas"]["Weekday"];
        };
        /**
         * @description Taken as it is, white space and all. Refused where it is easily guessed: a common password,
         *     the own e-mail or name, a row of keys, or something close to one of these.
         */
        NewPassword: string;
        ProfileChange: {
            name?: string;
            zone?: components["schemas"]["Zone"];
            dayStart?: components["schemas"]["DayStart"];
            firstWeekday?: components["schemas"]["Weekday"];
        };
        PasswordChange: {
            /** @description The password so far. */
            present: string;
            next: components["schemas"]["NewPassword"];
        };
        PasswordChanged: {
            /** @description How many other sessions ended. */
            endedSessions: number;
        };
        SecurityEvent: {
            id: components["schemas"]["Id"];
            at: components["schemas"]["Instant"];
            /** @enum {unknown} */
            kind: "sign-in-failed" | "sign-in-refused" | "password-changed" | "sessions-ended" | "role-changed";
            /** @description More about it: how many sessions ended, or the new role and who gave it. */
            detail?: string;
        };
        SecurityEventPage: {
            items: components["schemas"]["SecurityEvent"][];
            next: components["schemas"]["Next"];
        };
        Member: {
            id: components["schemas"]["Id"];
            email: string;
            name: string;
            zone: components["schemas"]["Zone"];
            dayStart: components["schemas"]["DayStart"];
            firstWeekday: components["schemas"]["Weekday"];
            role: components["schemas"]["Role"];
            createdAt: components["schemas"]["Instant"];
        };
        MemberPage: {
            items: components["schemas"]["Member"][];
            next: components["schemas"]["Next"];
        };
        Cache: {
            /** @description Cached responses now. */
            entries: number;
            /** @description Their estimated memory. */
            bytes: number;
            hitRate: components["schemas"]["HitRate"];
            nodes: components["schemas"]["CacheNodes"];
            shared: components["schemas"]["CacheShared"];
            /** @description One entry for each cached route. */
            policies: components["schemas"]["CachePolicy"][];
            warming: components["schemas"]["Warming"];
        };
        /** @description Cache warming: responses that are loaded in idle time, before a member needs them. */
        Warming: {
            enabled: boolean;
            predicted: components["schemas"]["PredictedWarming"];
            startup: components["schemas"]["StartupWarming"];
        };
        /**
         * @description Loads the day of each member shortly before the member usually opens the app. It begins with a trial; below
         *     break-even it stops, pauses, and is tried again.
         */
        PredictedWarming: {
            /** @enum {string} */
            state: "trial" | "running" | "stopped";
            /** @description The precision from which on warming saves work. */
            breakEven: number;
            /** @description The share of the latest few hundred warmed responses that were used; null if none is known yet. */
            precision: number | null;
            /**
             * Format: date-time
             * @description If it has stopped, when the next trial begins.
             */
            pausedUntil: string | null;
            /** @description Members whose usual hours are being learned. */
            members: number;
            /** @description Responses loaded since the start. */
            warmed: number;
            /** @description Responses that were used while they were cached. */
            used: number;
            /** @description Responses that were evicted or invalidated without use. */
            unused: number;
            /** @description Responses that are cached and not used yet. */
            pending: number;
        };
        /** @description Loads the most used responses of the time before the server last stopped. */
        StartupWarming: {
            /** @enum {string} */
            state: "waiting" | "running" | "done" | "cut-short";
            /** @description Responses to load. */
            listed: number;
            /** @description Responses of the list that were processed. */
            done: number;
            /** @description Responses that were loaded; the others were cached already or cannot be loaded any more. */
            warmed: number;
            /** @description Loaded responses that were used since. */
            used: number;
        };
        /** @description The cache that nodes share in Redis; null for a node without Redis. */
        CacheShared: {
            /** @description Whether Redis is connected. */
            connected: boolean;
            /** @description Responses found that another node had loaded. */
            found: number;
            /** @description Responses that this node loaded for all nodes. */
            loaded: number;
            /** @description Responses with a wrong checksum. */
            corrupt: number;
        } | null;
        /** @description Invalidation between nodes; null for a node without Redis. */
        CacheNodes: {
            /**
             * @description Whether the node receives the invalidations of the others. With an expired lease it uses no cached response; disconnected, it uses responses for at most two seconds.
             * @enum {string}
             */
            syncState: "in-sync" | "lease-expired" | "disconnected";
            /** @description Latest round trip to Redis. */
            roundTripMillis: number;
            /** @description Batches of invalidations that this node published. */
            published: number;
            /** @description Batches that it could not publish, because Redis was unavailable. */
            unpublished: number;
            /** @description Invalidations received from other nodes. */
            received: number;
            /** @description Times that the whole cache was invalidated, because invalidations may have been missed. */
            resyncs: number;
        } | null;
        /** @description The share of requests that needed no load. */
        HitRate: number;
        CachePolicy: {
            route: string;
            /** @description The TTL of a response. */
            freshSeconds: number;
            /** @description How long after that a stale response is used while one request refreshes it. */
            staleSeconds: number;
            /** @description Percent of the members. */
            share: number;
            hitRate: components["schemas"]["HitRate"];
            /** @description Requests that found a fresh response. */
            hits: number;
            /** @description Requests that got a stale response while it was refreshed. */
            stale: number;
            /** @description Requests that found no response. */
            misses: number;
            /** @description Requests that waited for a load in flight. */
            collapsed: number;
            /** @description Requests that refreshed an existing response. */
            refreshes: number;
            /** @description Responses evicted for lack of memory. */
            evicted: number;
            /** @description Misses that another node had the response for. */
            sharedHits: number;
            /** @description Estimated memory of the cached responses. */
            bytes: number;
            /** @description Mean age of the responses at a hit. */
            meanAgeSeconds: number;
        };
        CacheShare: {
            /** @description A route of the table. */
            route: string;
            share: number;
        };
        /** @description One of the five. */
        CacheInvalidation: {
            everything?: boolean;
            /** @description A route of the table. */
            route?: string;
            memberId?: components["schemas"]["Id"];
            habitId?: components["schemas"]["Id"];
            groupId?: components["schemas"]["Id"];
        };
        RoleChange: {
            role: components["schemas"]["Role"];
        };
        Deletion: {
            /** @description How many of each kind there were. */
            deleted: {
                members: number;
                /** @description Counters of changes. */
                bookRevisions: number;
                sessions: number;
                habits: number;
                /** @description Streak summaries. */
                summaries: number;
                checkIns: number;
                /** @description Days whose check-in was deleted. */
                checkInDeletions: number;
                pauses: number;
                /** @description Stored results of offline operations. */
                operations: number;
                /** @description Points in weeks and months and in all. */
                standings: number;
                /** @description Groups that the member owned. */
                groups: number;
                groupMemberships: number;
                imports: number;
                /** @description When the app is usually opened. */
                usagePatterns: number;
                /** @description Most frequent requests. */
                frequentRequests: number;
                /** @description Keys of requests, each with the stored response. */
                idempotencyKeys: number;
                /** @description Networks that the member has signed in from. */
                knownNetworks: number;
                securityEvents: number;
                /** @description Streaks that an update was about to recompute. */
                pendingRecomputations: number;
            };
        };
        SignIn: {
            /** @description In any case. */
            email: string;
            password: string;
            /** @description What the list of sessions shows; left out, the `User-Agent`. */
            device?: string;
        };
        OpenedSession: {
            id: components["schemas"]["Id"];
            /** @description Shown this once. */
            token: string;
            device?: string;
            createdAt: components["schemas"]["Instant"];
            expiresAt: components["schemas"]["Instant"];
        };
        Session: {
            id: components["schemas"]["Id"];
            device?: string;
            createdAt: components["schemas"]["Instant"];
            expiresAt: components["schemas"]["Instant"];
            /** @description Whether it is the one that asks. */
            current: boolean;
        };
        SessionPage: {
            items: components["schemas"]["Session"][];
            next: components["schemas"]["Next"];
        };
        /**
         * @description `do`: at least the target on a day; `limit`: at most.
         * @enum {unknown}
         */
        Kind: "do" | "limit";
        /**
         * @description On a `limit` habit, what a finished day is on which nothing was recorded.
         * @enum {unknown}
         */
        Unlogged: "held" | "missed";
        Color: string;
        /** @description On which days, or how often, a habit asks to be done. */
        Schedule: components["schemas"]["Daily"] | components["schemas"]["Weekdays"] | components["schemas"]["EveryNDays"] | components["schemas"]["TimesPerWeek"] | components["schemas"]["TimesInDays"];
        /** @description Every day. */
        Daily: {
            /** @constant */
            type: "daily";
        };
        /** @description Chosen weekdays; the other days rest. */
        Weekdays: {
            /** @constant */
            type: "weekdays";
            days: components["schemas"]["Weekday"][];
        };
        /** @description Every n days, counted from the habit's first day. */
        EveryNDays: {
            /** @constant */
            type: "everyNDays";
            n: number;
        };
        /** @description On n days of each week, which begins on the member's first weekday. */
        TimesPerWeek: {
            /** @constant */
            type: "timesPerWeek";
            n: number;
        };
        /** @description On n days in any so many days on end; n is at most `days`. */
        TimesInDays: {
            /** @constant */
            type: "timesInDays";
            n: number;
            days: number;
        };
        HabitDraft: {
            id?: components["schemas"]["Id"];
            title: string;
            note?: string;
            /** @default do */
            kind?: components["schemas"]["Kind"];
            unit?: string;
            /**
             * @description Above 0 for a habit of kind `do`; yes or no is target 1.
             * @default 1
             */
            target?: components["schemas"]["Amount"];
            /** @default held */
            unlogged?: components["schemas"]["Unlogged"];
            color?: components["schemas"]["Color"];
            icon?: string;
            start?: components["schemas"]["Day"];
            end?: components["schemas"]["Day"];
            /** @default false */
            archived?: boolean;
            schedule?: components["schemas"]["Schedule"];
        };
        HabitChange: {
            title?: string;
            note?: string | null;
            kind?: components["schemas"]["Kind"];
            unit?: string | null;
            target?: components["schemas"]["Amount"];
            unlogged?: components["schemas"]["Unlogged"];
            color?: string | null;
            icon?: string | null;
            start?: components["schemas"]["Day"];
            /** Format: date */
            end?: string | null;
            archived?: boolean;
            schedule?: components["schemas"]["Schedule"];
        };
        Habit: {
            id: components["schemas"]["Id"];
            title: string;
            note: string | null;
            kind: components["schemas"]["Kind"];
            unit: string | null;
            target: components["schemas"]["Amount"];
            unlogged: components["schemas"]["Unlogged"];
            color: string | null;
            icon: string | null;
            start: components["schemas"]["Day"];
            /** Format: date */
            end: string | null;
            archived: boolean;
            schedule: components["schemas"]["Schedule"];
            /** @description One higher with each change of the habit by its member. Imports that widen its range of days do not change it. */
            revision: number;
        };
        HabitPage: {
            items: components["schemas"]["Habit"][];
            next: components["schemas"]["Next"];
        };
        CheckInEntry: {
            /** @description Left out: the target of a habit to be done; 0 on a limit, and on a skipped day. With a note alone it stays as it is. */
            amount?: components["schemas"]["Amount"];
            /** @description Without an amount or a skip it is a note alone, and leaves both as they are; empty or null, it takes the note away. */
            note?: string | null;
            /**
             * @description The member skips the day, whatever the amount.
             * @default false
             */
            skipped?: boolean;
        };
        CheckIn: {
            habitId: components["schemas"]["Id"];
            day: components["schemas"]["Day"];
            amount: components["schemas"]["Amount"];
            note: string | null;
            skipped: boolean;
            /** @description When it was last changed. */
            at: components["schemas"]["Instant"];
            /** @description Where it was recorded. */
            zone: components["schemas"]["Zone"];
        };
        CheckInPage: {
            items: components["schemas"]["CheckIn"][];
            next: components["schemas"]["Next"];
        };
        Operations: {
            /** @description What is wrong within one operation is that one's result. */
            operations: components["schemas"]["Operation"][];
        };
        Operation: {
            id: components["schemas"]["Id"];
            /** @enum {unknown} */
            op: "put" | "delete";
            habitId: components["schemas"]["Id"];
            day: components["schemas"]["Day"];
            amount?: components["schemas"]["Amount"];
            note?: string | null;
            /** @default false */
            skipped?: boolean;
            /**
             * Format: date-time
             * @description When the member did it, with any offset; stored to the millisecond. By default now, also if it is in the future. Not before 1900.
             */
            at?: string;
        };
        Batch: {
            requests: components["schemas"]["BatchPart"][];
        };
        BatchPart: {
            /** @description Identifies the response; unique among the parts. */
            id: string;
            /** @description With its query, as `/v1/habits?limit=10`. */
            path: string;
            /** @description The `etag` of the response that the client has. */
            ifNoneMatch?: string | null;
        };
        BatchAnswers: {
            responses: components["schemas"]["BatchAnswer"][];
        };
        BatchAnswer: {
            id: string;
            /** @description The status that the GET alone would get. */
            status: number;
            /** @description Where the status is 200 or 304. */
            etag?: string;
            /** @description The body of the response, or the problem; missing if the status is 304. */
            body?: unknown;
        };
        OperationResults: {
            results: components["schemas"]["OperationResult"][];
        };
        OperationResult: {
            id: components["schemas"]["Id"];
            /**
             * @description 200 where it was carried out or is superseded, or else the status of the problem.
             * @enum {unknown}
             */
            status: 200 | 400 | 404 | 422;
            /** @description Something as new, or newer, stays on the day. Left out where that is not so. */
            superseded?: {
                /** @description What the day holds; null where it was emptied later. */
                checkIn: components["schemas"]["CheckIn"] | null;
            };
            problem?: components["schemas"]["Problem"];
        };
        /** @description Consecutive held days, or weeks where the schedule counts by the week. */
        Run: {
            length: number;
            /** @enum {unknown} */
            unit: "day" | "week";
            from: components["schemas"]["Day"];
            to: components["schemas"]["Day"];
        };
        RunOrNone: components["schemas"]["Run"] | null;
        /** @description How steadily the habit is held, smoothed by day, to four decimals. */
        Score: number;
        Streak: {
            current: components["schemas"]["RunOrNone"];
            longest: components["schemas"]["RunOrNone"];
            score: components["schemas"]["Score"];
        };
        ExplainedStreak: {
            current: components["schemas"]["RunOrNone"];
            longest: components["schemas"]["RunOrNone"];
            score: components["schemas"]["Score"];
            /** @description Every run there ever was, the oldest first. */
            runs: components["schemas"]["Run"][];
            days: components["schemas"]["ExplainedDay"][];
        };
        ExplainedDay: {
            day: components["schemas"]["Day"];
            state: components["schemas"]["DayState"];
            rule: components["schemas"]["DayRule"];
            /** @description The rule in a sentence. */
            why: string;
        };
        /**
         * @description Skipped, paused and resting days neither break nor lengthen a streak; pending is today while it can still be held.
         * @enum {unknown}
         */
        DayState: "held" | "missed" | "skipped" | "paused" | "resting" | "pending";
        /**
         * @description The rule that gave a day its state.
         * @enum {unknown}
         */
        DayRule: "target-met" | "within-limit" | "unlogged-limit-held" | "within-interval" | "below-target" | "over-limit" | "unlogged" | "outside-intervals" | "week-missed" | "skipped-by-member" | "paused" | "not-in-zone" | "not-scheduled" | "extra-on-resting-day" | "week-held-without-this-day" | "before-start" | "after-end" | "day-still-open" | "week-still-open";
        Today: {
            day: components["schemas"]["Day"];
            zone: components["schemas"]["Zone"];
            habits: components["schemas"]["HabitToday"][];
        };
        HabitToday: {
            habit: components["schemas"]["Habit"];
            state: components["schemas"]["DayState"];
            rule: components["schemas"]["DayRule"];
            /** @description 0 where nothing is recorded. */
            amount: components["schemas"]["Amount"];
            note: string | null;
            streak: components["schemas"]["Streak"];
        };
        Statistics: {
            asOf: components["schemas"]["Day"];
            /** @description By the length in days of the stretch that ends on `asOf`. */
            rates: {
                7: components["schemas"]["Rate"];
                30: components["schemas"]["Rate"];
                90: components["schemas"]["Rate"];
                365: components["schemas"]["Rate"];
            };
            /** @description Over the last 365 days. */
            weekdays: {
                monday: components["schemas"]["Rate"];
                tuesday: components["schemas"]["Rate"];
                wednesday: components["schemas"]["Rate"];
                thursday: components["schemas"]["Rate"];
                friday: components["schemas"]["Rate"];
                saturday: components["schemas"]["Rate"];
                sunday: components["schemas"]["Rate"];
            };
            /** @description The last 365 days, the oldest first, from the habit's first day on. */
            calendar: components["schemas"]["CalendarDay"][];
            totals: components["schemas"]["Totals"];
            streak: components["schemas"]["Streak"];
        };
        /** @description Skipped, paused, resting and pending days count neither way. */
        Rate: {
            held: number;
            missed: number;
            /** @description Of the days held; 0 without any. */
            share: number;
        };
        CalendarDay: {
            day: components["schemas"]["Day"];
            state: components["schemas"]["DayState"];
            amount: components["schemas"]["Amount"];
        };
        /** @description Since the habit's first day. */
        Totals: {
            /** @description Days with something recorded. */
            checkIns: number;
            held: number;
            missed: number;
            skipped: number;
            /** @description The sum of all amounts. */
            amount: number;
        };
        PauseDraft: {
            id?: components["schemas"]["Id"];
            /** @description Left out: every habit. */
            habitId?: components["schemas"]["Id"];
            from: components["schemas"]["Day"];
            /** @description Included. Left out: until further notice. */
            to?: components["schemas"]["Day"];
        };
        Pause: {
            id: components["schemas"]["Id"];
            /** Format: uuid */
            habitId: string | null;
            from: components["schemas"]["Day"];
            /** Format: date */
            to: string | null;
        };
        PausePage: {
            items: components["schemas"]["Pause"][];
            next: components["schemas"]["Next"];
        };
        /**
         * @default week
         * @enum {unknown}
         */
        Period: "week" | "month" | "all";
        Board: {
            id: string;
            period: components["schemas"]["Period"];
            /**
             * Format: date
             * @description The first day of the period; null for all time.
             */
            starts: string | null;
            items: components["schemas"]["BoardEntry"][];
            next: components["schemas"]["Next"];
        };
        BoardEntry: {
            rank: number;
            memberId: components["schemas"]["Id"];
            name: string;
            points: number;
        };
        OwnPlace: {
            id: string;
            period: components["schemas"]["Period"];
            /** Format: date */
            starts: string | null;
            /** @description Null without points in the period. */
            rank: number | null;
            points: number;
            /** @description The best first, the caller itself among them. */
            neighbours: components["schemas"]["BoardEntry"][];
        };
        GroupDraft: {
            id?: components["schemas"]["Id"];
            name: string;
        };
        JoinCode: {
            /** @description In any case, with or without dashes and spaces. */
            code: string;
        };
        Group: {
            id: components["schemas"]["Id"];
            name: string;
            /** @description A member who has the code may join. */
            code: string;
            /** @description Whether the caller owns the group. */
            owner: boolean;
            members: number;
            createdAt: components["schemas"]["Instant"];
        };
        GroupPage: {
            items: components["schemas"]["Group"][];
            next: components["schemas"]["Next"];
        };
        GroupMember: {
            memberId: components["schemas"]["Id"];
            name: string;
            joinedAt: components["schemas"]["Instant"];
            /** @description Whether the group sees the member's habits and streaks. */
            sharesHabits: boolean;
        };
        Sharing: {
            sharesHabits: boolean;
        };
        GroupMemberPage: {
            items: components["schemas"]["GroupMember"][];
            next: components["schemas"]["Next"];
        };
        Import: {
            id: components["schemas"]["Id"];
            /** @enum {unknown} */
            state: "running" | "done" | "refused";
            /**
             * @description Null while the import runs; what was taken once it is done; the problem (type
             *     `unreadable-file`, `ambiguous-dates` or `nothing-taken`) where it was refused.
             */
            report: components["schemas"]["ImportReport"] | components["schemas"]["Problem"] | null;
        };
        /** @description Every habit and day taken, and every line refused with its reason. */
        ImportReport: {
            /** @enum {unknown} */
            source: "loop-database" | "loop-csv" | "habitbull-csv" | "upcoach";
            /** @description Whether nothing was written. */
            dryRun: boolean;
            habits: components["schemas"]["ImportedHabit"][];
            /** @description What became of each check-in record of the file. `total` is the sum of the others. */
            records: {
                total: number;
                /** @description Became a day now. */
                taken: number;
                /** @description Their days held something before and were left as they were. */
                alreadyThere: number;
                /** @description Replaced by a later record of the same day. */
                repeated: number;
                /** @description Say nothing that the member did */
                notCheckIns: number;
                refused: number;
            };
            repeated: {
                habit: string;
                day: components["schemas"]["Day"];
                /** @description The later record */
                where: string;
                /** @description What the other one said. */
                what: string;
                /** @description Whether both said the same. */
                identical: boolean;
            }[];
            refused: {
                where: string;
                what: string;
                reason: string;
            }[];
            /** @description What was mapped only approximately, or not imported. */
            notes: string[];
        };
        ImportedHabit: {
            id: components["schemas"]["Id"];
            title: string;
            schedule: components["schemas"]["Schedule"];
            /** @description False where an earlier import had brought the habit. */
            added: boolean;
            /** @description Days recorded now. */
            taken: number;
            /** @description Days that held something before. */
            alreadyThere: number;
            /** @description How the streaks that the file carries compare with ours; null where it carries none. */
            streaks: {
                theirs: number;
                same: number;
                differences: {
                    /**
                     * @description Which app counts this streak.
                     * @enum {unknown}
                     */
                    by: "source" | "upcoach";
                    from: components["schemas"]["Day"];
                    to: components["schemas"]["Day"];
                    length: number;
                    why: string;
                }[];
            } | null;
        };
        Health: {
            /** @enum {unknown} */
            status: "UP" | "DOWN";
            checks: {
                name: string;
                /** @enum {unknown} */
                status: "UP" | "DOWN";
                data?: {
                    /** @description Why the check fails, for an operator. */
                    reason?: string;
                };
            }[];
        };
    };
    responses: {
        /** @description The operation was refused; nothing of it was carried out. */
        GraphRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["GraphAnswers"];
                "application/graphql-response+json": components["schemas"]["GraphAnswers"];
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A field is for members and nobody is signed in, or the session that was sent is not good. */
        GraphNotSignedIn: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["GraphAnswers"];
                "application/graphql-response+json": components["schemas"]["GraphAnswers"];
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body cannot be taken; `errors` names each field at fault. */
        BadBody: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:malformed-json" | "urn:problem-type:upcoach:unknown-field" | "urn:problem-type:upcoach:invalid-field" | "urn:problem-type:upcoach:unknown-parameter" | "urn:problem-type:upcoach:malformed-request";
                };
            };
        };
        /** @description The form has no part `file`, or more than it, or cannot be read; or the key cannot be taken. */
        BadForm: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:invalid-field" | "urn:problem-type:upcoach:unknown-field" | "urn:problem-type:upcoach:unknown-parameter" | "urn:problem-type:upcoach:invalid-parameter" | "urn:problem-type:upcoach:malformed-request";
                };
            };
        };
        /** @description The body or a parameter cannot be taken; `errors` names each one at fault. */
        BadBodyOrParameter: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:malformed-json" | "urn:problem-type:upcoach:unknown-field" | "urn:problem-type:upcoach:invalid-field" | "urn:problem-type:upcoach:unknown-parameter" | "urn:problem-type:upcoach:invalid-parameter" | "urn:problem-type:upcoach:malformed-request";
                };
            };
        };
        /** @description A parameter cannot be taken, and `errors` names it; or the path is not in normal form. */
        BadParameter: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:unknown-parameter" | "urn:problem-type:upcoach:invalid-parameter" | "urn:problem-type:upcoach:malformed-request";
                };
            };
        };
        /** @description The route does not take a parameter, which `errors` names; or the path is not in normal form. */
        UnknownParameter: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:unknown-parameter" | "urn:problem-type:upcoach:malformed-request";
                };
            };
        };
        /** @description Sign in first, or again. */
        NotSignedIn: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:not-signed-in" | "urn:problem-type:upcoach:session-expired";
                };
            };
        };
        /** @description No member has this e-mail with this password. */
        WrongCredentials: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:wrong-credentials";
                };
            };
        };
        /** @description Sign in first, or the present password is another one. */
        WrongPassword: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:not-signed-in" | "urn:problem-type:upcoach:session-expired" | "urn:problem-type:upcoach:wrong-credentials";
                };
            };
        };
        /** @description Wrong passwords were sent for this account too often; or the client asks too often. */
        TooManyAttempts: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:too-many-attempts" | "urn:problem-type:upcoach:too-many-requests";
                };
            };
        };
        /** @description The caller's role does not allow this. */
        WrongRole: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:not-allowed";
                };
            };
        };
        /** @description The caller's role does not allow this; or a page of another origin sent it. */
        WrongRoleOrOrigin: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:not-allowed" | "urn:problem-type:upcoach:cross-origin";
                };
            };
        };
        /** @description A page of another origin sent it, or it has the session cookie and no `Origin`. */
        CrossOrigin: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:cross-origin";
                };
            };
        };
        /** @description Only the group's owner may do this; or a page of another origin sent it. */
        NotTheOwner: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:not-allowed" | "urn:problem-type:upcoach:cross-origin";
                };
            };
        };
        /** @description The owner cannot leave the group; or a page of another origin sent it. */
        OwnerStays: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:not-allowed" | "urn:problem-type:upcoach:cross-origin";
                };
            };
        };
        /** @description The caller has no such resource. A resource of somebody else gets the same response. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:not-found";
                };
            };
        };
        /** @description The response has no media type that `Accept` allows. */
        NotAcceptable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:not-acceptable";
                };
            };
        };
        /** @description The id is in use for something else; or the same request is being carried out. */
        IdTaken: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:id-taken" | "urn:problem-type:upcoach:request-in-progress";
                };
            };
        };
        /** @description It has changed since; nothing was written. GET it again. */
        PreconditionFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:precondition-failed";
                };
            };
        };
        /** @description The header `If-Match` is missing. */
        PreconditionRequired: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:precondition-required";
                };
            };
        };
        /** @description The same request is being carried out. Send it again after `Retry-After`. */
        InProgress: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:request-in-progress";
                };
            };
        };
        /** @description The key was sent with another request before. */
        KeyReused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:idempotency-key-reused";
                };
            };
        };
        /** @description The body came without a Content-Length. */
        LengthRequired: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:length-required";
                };
            };
        };
        /** @description The body is larger than this server takes. */
        BodyTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:body-too-large";
                };
            };
        };
        /** @description The body is of another type than this route takes. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:unsupported-media-type";
                };
            };
        };
        /** @description The request took too long to arrive. */
        RequestTimeout: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:request-timeout";
                };
            };
        };
        /** @description The client asks more often than it may. Send it again after `Retry-After`. */
        TooManyRequests: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:too-many-requests";
                };
            };
        };
        /** @description The path with its query, or the headers, are larger than the server reads. */
        HeadTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:head-too-large";
                };
            };
        };
        /** @description The day has not begun in the member's time zone, lies outside the habit's days, or is a date that the member's time zone never had. */
        DayOutside: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:day-in-future" | "urn:problem-type:upcoach:day-before-start" | "urn:problem-type:upcoach:day-after-end" | "urn:problem-type:upcoach:day-not-in-zone";
                };
            };
        };
        /** @description The last day lies before the first. */
        RangeReversed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:range-reversed";
                };
            };
        };
        /** @description The range ends before it begins, or has more than 3,660 days. */
        RangeRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:range-reversed" | "urn:problem-type:upcoach:too-many";
                };
            };
        };
        /** @description The last day lies before the first, or there are 200 habits already. */
        HabitRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:range-reversed" | "urn:problem-type:upcoach:too-many" | "urn:problem-type:upcoach:idempotency-key-reused";
                };
            };
        };
        /** @description The range ends before it begins, or there are 500 pauses already. */
        PauseRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:range-reversed" | "urn:problem-type:upcoach:too-many" | "urn:problem-type:upcoach:idempotency-key-reused";
                };
            };
        };
        /** @description A member may be in 50 groups, and a group may have 10,000 members. */
        TooMany: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:too-many" | "urn:problem-type:upcoach:idempotency-key-reused";
                };
            };
        };
        /** @description The server failed. Only its log has the cause. */
        Internal: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:internal";
                };
            };
        };
        /** @description The response named by `If-None-Match` is current. */
        Unchanged: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The server or its database has too much to do, or no room left. Try again after `Retry-After`. */
        Unavailable: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type: "urn:problem-type:upcoach:too-busy" | "urn:problem-type:upcoach:database-unavailable" | "urn:problem-type:upcoach:storage-full";
                };
            };
        };
    };
    parameters: {
        /** @description The `ETag` of the state that is to be changed, or `*` for any. */
        ifMatch: string;
        /** @description The `ETag` of the state that is to be removed; left out, any. */
        optionalIfMatch: string;
        /**
         * @description Chosen by the client, a new one for each resource that it creates. Sent again within 24 hours with the
         *     same request, it gets the first response again.
         */
        idempotencyKey: string;
        /** @description A value that is no UUID is not found. */
        id: components["schemas"]["Id"];
        /** @description The session's id, or `others` for every session but the caller's. */
        sessionId: components["schemas"]["Id"] | "others";
        /** @description `global`, or the id of a group that the caller belongs to. */
        boardId: "global" | components["schemas"]["Id"];
        /** @description A date in the member's time zone. */
        day: components["schemas"]["Day"];
        /**
         * @description The fields that the response contains, as names with commas between them, each with the selection
         *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
         *     applies to each of its `items`; `items` and `next` are always there. For a board they are
         *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
         *     in the same place.
         */
        fields: string;
        /** @description How many items the page may hold. */
        limit: number;
        /** @description How many entries, from the best on. */
        top: number;
        /** @description The `next` of the page before, of the same list in the same order. */
        cursor: string;
        /** @description Only habits that are archived, or only those that are not; left out, both. */
        archived: boolean;
        /** @description Whether to give the state of each day. */
        explain: boolean;
        /**
         * @description The first day, itself included. Left out, an explained streak begins some three months before its
         *     last day, or with the habit if that is later; a list of check-ins begins with the first.
         */
        from: components["schemas"]["Day"];
        /** @description The last day, itself included. */
        to: components["schemas"]["Day"];
        /** @description `week` is the ISO week; `month` the ISO weeks whose Thursday lies in the month. */
        period: components["schemas"]["Period"];
        /** @description Any day of the period; by default today in the caller's time zone. */
        on: components["schemas"]["Day"];
        /** @description How many members above and below. */
        neighbours: number;
        /** @description Part of the e-mail or name, in any case. */
        search: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The next page, if there is one, and the first (RFC 8288), with the parameters of the request:
         *     `</v1/habits?limit=2&cursor=…>; rel="next", </v1/habits?limit=2>; rel="first"`.
         */
        Link: string;
        /** @description Send it as `If-Match` with the next change, and as `If-None-Match` with the next GET. */
        ETag: string;
    };
    pathItems: never;
}
export type GraphOperation = components['schemas']['GraphOperation'];
export type GraphAnswers = components['schemas']['GraphAnswers'];
export type GraphAnswer = components['schemas']['GraphAnswer'];
export type GraphError = components['schemas']['GraphError'];
export type Id = components['schemas']['Id'];
export type Day = components['schemas']['Day'];
export type Instant = components['schemas']['Instant'];
export type Weekday = components['schemas']['Weekday'];
export type Zone = components['schemas']['Zone'];
export type DayStart = components['schemas']['DayStart'];
export type Role = components['schemas']['Role'];
export type Next = components['schemas']['Next'];
export type Amount = components['schemas']['Amount'];
export type Problem = components['schemas']['Problem'];
export type FieldError = components['schemas']['FieldError'];
export type Registration = components['schemas']['Registration'];
export type NewPassword = components['schemas']['NewPassword'];
export type ProfileChange = components['schemas']['ProfileChange'];
export type PasswordChange = components['schemas']['PasswordChange'];
export type PasswordChanged = components['schemas']['PasswordChanged'];
export type SecurityEvent = components['schemas']['SecurityEvent'];
export type SecurityEventPage = components['schemas']['SecurityEventPage'];
export type Member = components['schemas']['Member'];
export type MemberPage = components['schemas']['MemberPage'];
export type Cache = components['schemas']['Cache'];
export type Warming = components['schemas']['Warming'];
export type PredictedWarming = components['schemas']['PredictedWarming'];
export type StartupWarming = components['schemas']['StartupWarming'];
export type CacheShared = components['schemas']['CacheShared'];
export type CacheNodes = components['schemas']['CacheNodes'];
export type HitRate = components['schemas']['HitRate'];
export type CachePolicy = components['schemas']['CachePolicy'];
export type CacheShare = components['schemas']['CacheShare'];
export type CacheInvalidation = components['schemas']['CacheInvalidation'];
export type RoleChange = components['schemas']['RoleChange'];
export type Deletion = components['schemas']['Deletion'];
export type SignIn = components['schemas']['SignIn'];
export type OpenedSession = components['schemas']['OpenedSession'];
export type Session = components['schemas']['Session'];
export type SessionPage = components['schemas']['SessionPage'];
export type Kind = components['schemas']['Kind'];
export type Unlogged = components['schemas']['Unlogged'];
export type Color = components['schemas']['Color'];
export type Schedule = components['schemas']['Schedule'];
export type Daily = components['schemas']['Daily'];
export type Weekdays = components['schemas']['Weekdays'];
export type EveryNDays = components['schemas']['EveryNDays'];
export type TimesPerWeek = components['schemas']['TimesPerWeek'];
export type TimesInDays = components['schemas']['TimesInDays'];
export type HabitDraft = components['schemas']['HabitDraft'];
export type HabitChange = components['schemas']['HabitChange'];
export type Habit = components['schemas']['Habit'];
export type HabitPage = components['schemas']['HabitPage'];
export type CheckInEntry = components['schemas']['CheckInEntry'];
export type CheckIn = components['schemas']['CheckIn'];
export type CheckInPage = components['schemas']['CheckInPage'];
export type Operations = components['schemas']['Operations'];
export type Operation = components['schemas']['Operation'];
export type Batch = components['schemas']['Batch'];
export type BatchPart = components['schemas']['BatchPart'];
export type BatchAnswers = components['schemas']['BatchAnswers'];
export type BatchAnswer = components['schemas']['BatchAnswer'];
export type OperationResults = components['schemas']['OperationResults'];
export type OperationResult = components['schemas']['OperationResult'];
export type Run = components['schemas']['Run'];
export type RunOrNone = components['schemas']['RunOrNone'];
export type Score = components['schemas']['Score'];
export type Streak = components['schemas']['Streak'];
export type ExplainedStreak = components['schemas']['ExplainedStreak'];
export type ExplainedDay = components['schemas']['ExplainedDay'];
export type DayState = components['schemas']['DayState'];
export type DayRule = components['schemas']['DayRule'];
export type Today = components['schemas']['Today'];
export type HabitToday = components['schemas']['HabitToday'];
export type Statistics = components['schemas']['Statistics'];
export type Rate = components['schemas']['Rate'];
export type CalendarDay = components['schemas']['CalendarDay'];
export type Totals = components['schemas']['Totals'];
export type PauseDraft = components['schemas']['PauseDraft'];
export type Pause = components['schemas']['Pause'];
export type PausePage = components['schemas']['PausePage'];
export type Period = components['schemas']['Period'];
export type Board = components['schemas']['Board'];
export type BoardEntry = components['schemas']['BoardEntry'];
export type OwnPlace = components['schemas']['OwnPlace'];
export type GroupDraft = components['schemas']['GroupDraft'];
export type JoinCode = components['schemas']['JoinCode'];
export type Group = components['schemas']['Group'];
export type GroupPage = components['schemas']['GroupPage'];
export type GroupMember = components['schemas']['GroupMember'];
export type Sharing = components['schemas']['Sharing'];
export type GroupMemberPage = components['schemas']['GroupMemberPage'];
export type Import = components['schemas']['Import'];
export type ImportReport = components['schemas']['ImportReport'];
export type ImportedHabit = components['schemas']['ImportedHabit'];
export type Health = components['schemas']['Health'];
export type ResponseGraphRefused = components['responses']['GraphRefused'];
export type ResponseGraphNotSignedIn = components['responses']['GraphNotSignedIn'];
export type ResponseBadBody = components['responses']['BadBody'];
export type ResponseBadForm = components['responses']['BadForm'];
export type ResponseBadBodyOrParameter = components['responses']['BadBodyOrParameter'];
export type ResponseBadParameter = components['responses']['BadParameter'];
export type ResponseUnknownParameter = components['responses']['UnknownParameter'];
export type ResponseNotSignedIn = components['responses']['NotSignedIn'];
export type ResponseWrongCredentials = components['responses']['WrongCredentials'];
export type ResponseWrongPassword = components['responses']['WrongPassword'];
export type ResponseTooManyAttempts = components['responses']['TooManyAttempts'];
export type ResponseWrongRole = components['responses']['WrongRole'];
export type ResponseWrongRoleOrOrigin = components['responses']['WrongRoleOrOrigin'];
export type ResponseCrossOrigin = components['responses']['CrossOrigin'];
export type ResponseNotTheOwner = components['responses']['NotTheOwner'];
export type ResponseOwnerStays = components['responses']['OwnerStays'];
export type ResponseNotFound = components['responses']['NotFound'];
export type ResponseNotAcceptable = components['responses']['NotAcceptable'];
export type ResponseIdTaken = components['responses']['IdTaken'];
export type ResponsePreconditionFailed = components['responses']['PreconditionFailed'];
export type ResponsePreconditionRequired = components['responses']['PreconditionRequired'];
export type ResponseInProgress = components['responses']['InProgress'];
export type ResponseKeyReused = components['responses']['KeyReused'];
export type ResponseLengthRequired = components['responses']['LengthRequired'];
export type ResponseBodyTooLarge = components['responses']['BodyTooLarge'];
export type ResponseUnsupportedMediaType = components['responses']['UnsupportedMediaType'];
export type ResponseRequestTimeout = components['responses']['RequestTimeout'];
export type ResponseTooManyRequests = components['responses']['TooManyRequests'];
export type ResponseHeadTooLarge = components['responses']['HeadTooLarge'];
export type ResponseDayOutside = components['responses']['DayOutside'];
export type ResponseRangeReversed = components['responses']['RangeReversed'];
export type ResponseRangeRefused = components['responses']['RangeRefused'];
export type ResponseHabitRefused = components['responses']['HabitRefused'];
export type ResponsePauseRefused = components['responses']['PauseRefused'];
export type ResponseTooMany = components['responses']['TooMany'];
export type ResponseInternal = components['responses']['Internal'];
export type ResponseUnchanged = components['responses']['Unchanged'];
export type ResponseUnavailable = components['responses']['Unavailable'];
export type ParameterIfMatch = components['parameters']['ifMatch'];
export type ParameterOptionalIfMatch = components['parameters']['optionalIfMatch'];
export type ParameterIdempotencyKey = components['parameters']['idempotencyKey'];
export type ParameterId = components['parameters']['id'];
export type ParameterSessionId = components['parameters']['sessionId'];
export type ParameterBoardId = components['parameters']['boardId'];
export type ParameterDay = components['parameters']['day'];
export type ParameterFields = components['parameters']['fields'];
export type ParameterLimit = components['parameters']['limit'];
export type ParameterTop = components['parameters']['top'];
export type ParameterCursor = components['parameters']['cursor'];
export type ParameterArchived = components['parameters']['archived'];
export type ParameterExplain = components['parameters']['explain'];
export type ParameterFrom = components['parameters']['from'];
export type ParameterTo = components['parameters']['to'];
export type ParameterPeriod = components['parameters']['period'];
export type ParameterOn = components['parameters']['on'];
export type ParameterNeighbours = components['parameters']['neighbours'];
export type ParameterSearch = components['parameters']['search'];
export type HeaderLink = components['headers']['Link'];
export type HeaderETag = components['headers']['ETag'];
export type $defs = Record<string, never>;
export interface operations {
    register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Registration"];
            };
        };
        responses: {
            /** @description The member, as it was requested. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["BadBody"];
            403: components["responses"]["CrossOrigin"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            411: components["responses"]["LengthRequired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    profile: {
        parameters: {
            query?: {
                /**
                 * @description The fields that the response contains, as names with commas between them, each with the selection
                 *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
                 *     applies to each of its `items`; `items` and `next` are always there. For a board they are
                 *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
                 *     in the same place.
                 */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            304: components["responses"]["Unchanged"];
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many of each kind were deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deletion"];
                };
            };
            400: components["responses"]["UnknownParameter"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["CrossOrigin"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeProfile: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the state that is to be changed, or `*` for any. */
                "If-Match": components["parameters"]["ifMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileChange"];
            };
        };
        responses: {
            /** @description The member as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["CrossOrigin"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            411: components["responses"]["LengthRequired"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description It is changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordChanged"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["WrongPassword"];
            403: components["responses"]["CrossOrigin"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            411: components["responses"]["LengthRequired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyAttempts"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    securityEvents: {
        parameters: {
            query?: {
                /** @description How many items the page may hold. */
                limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before, of the same list in the same order. */
                cursor?: components["parameters"]["cursor"];
                /**
                 * @description The fields that the response contains, as names with commas between them, each with the selection
                 *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
                 *     applies to each of its `items`; `items` and `next` are always there. For a board they are
                 *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
                 *     in the same place.
                 */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityEventPage"];
                };
            };
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    sessions: {
        parameters: {
            query?: {
                /** @description What the list is sorted by; with `-`, the newest first. */
                sort?: "createdAt" | "-createdAt";
                /** @description How many items the page may hold. */
                limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before, of the same list in the same order. */
                cursor?: components["parameters"]["cursor"];
                /**
                 * @description The fields that the response contains, as names with commas between them, each with the selection
                 *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
                 *     applies to each of its `items`; `items` and `next` are always there. For a board they are
                 *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
                 *     in the same place.
                 */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of sessions. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionPage"];
                };
            };
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description The session. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedSession"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["WrongCredentials"];
            403: components["responses"]["CrossOrigin"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            411: components["responses"]["LengthRequired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyAttempts"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session is ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnknownParameter"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["CrossOrigin"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The session's id, or `others` for every session but the caller's. */
                id: components["parameters"]["sessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnknownParameter"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["CrossOrigin"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    today: {
        parameters: {
            query?: {
                /**
                 * @description The fields that the response contains, as names with commas between them, each with the selection
                 *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
                 *     applies to each of its `items`; `items` and `next` are always there. For a board they are
                 *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
                 *     in the same place.
                 */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The day. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Today"];
                };
            };
            304: components["responses"]["Unchanged"];
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    habits: {
        parameters: {
            query?: {
                /** @description Only habits that are archived, or only those that are not; left out, both. */
                archived?: components["parameters"]["archived"];
                /** @description Only habits of this kind; left out, both. */
                kind?: "do" | "limit";
                /** @description What the list is sorted by; with `-`, the last first. Titles stand by their code points. */
                sort?: "id" | "-id" | "title" | "-title" | "createdAt" | "-createdAt";
                /** @description How many items the page may hold. */
                limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before, of the same list in the same order. */
                cursor?: components["parameters"]["cursor"];
                /**
                 * @description The fields that the response contains, as names with commas between them, each with the selection
                 *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
                 *     applies to each of its `items`; `items` and `next` are always there. For a board they are
                 *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
                 *     in the same place.
                 */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of habits. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HabitPage"];
                };
            };
            304: components["responses"]["Unchanged"];
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    defineHabit: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Chosen by the client, a new one for each resource that it creates. Sent again within 24 hours with the
                 *     same request, it gets the first response again.
                 */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HabitDraft"];
            };
        };
        responses: {
            /** @description The habit. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Habit"];
                };
            };
            400: components["responses"]["BadBodyOrParameter"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["CrossOrigin"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["IdTaken"];
            411: components["responses"]["LengthRequired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["HabitRefused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    habit: {
        parameters: {
            query?: {
                /**
                 * @description The fields that the response contains, as names with commas between them, each with the selection
                 *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
                 *     applies to each of its `items`; `items` and `next` are always there. For a board they are
                 *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
                 *     in the same place.
                 */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path: {
                /** @description A value that is no UUID is not found. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The habit. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Habit"];
                };
            };
            304: components["responses"]["Unchanged"];
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    removeHabit: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the state that is to be removed; left out, any. */
                "If-Match"?: components["parameters"]["optionalIfMatch"];
            };
            path: {
                /** @description A value that is no UUID is not found. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnknownParameter"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["CrossOrigin"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeHabit: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the state that is to be changed, or `*` for any. */
                "If-Match": components["parameters"]["ifMatch"];
            };
            path: {
                /** @description A value that is no UUID is not found. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HabitChange"];
            };
        };
        responses: {
            /** @description The habit as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Habit"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["CrossOrigin"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            411: components["responses"]["LengthRequired"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["RangeReversed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    checkIns: {
        parameters: {
            query?: {
                /**
                 * @description The first day, itself included. Left out, an explained streak begins some three months before its
                 *     last day, or with the habit if that is later; a list of check-ins begins with the first.
                 */
                from?: components["parameters"]["from"];
                /** @description The last day, itself included. */
                to?: components["parameters"]["to"];
                /** @description What the list is sorted by; with `-`, the newest day first. */
                sort?: "day" | "-day";
                /** @description How many items the page may hold. */
                limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before, of the same list in the same order. */
                cursor?: components["parameters"]["cursor"];
                /**
                 * @description The fields that the response contains, as names with commas between them, each with the selection
                 *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
                 *     applies to each of its `items`; `items` and `next` are always there. For a board they are
                 *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
                 *     in the same place.
                 */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path: {
                /** @description A value that is no UUID is not found. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of check-ins. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckInPage"];
                };
            };
            304: components["responses"]["Unchanged"];
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    checkIn: {
        parameters: {
            query?: {
                /**
                 * @description The fields that the response contains, as names with commas between them, each with the selection
                 *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
                 *     applies to each of its `items`; `items` and `next` are always there. For a board they are
                 *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
                 *     in the same place.
                 */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path: {
                /** @description A value that is no UUID is not found. */
                id: components["parameters"]["id"];
                /** @description A date in the member's time zone. */
                day: components["parameters"]["day"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The check-in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckIn"];
                };
            };
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    recordCheckIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A value that is no UUID is not found. */
                id: components["parameters"]["id"];
                /** @description A date in the member's time zone. */
                day: components["parameters"]["day"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckInEntry"];
            };
        };
        responses: {
            /** @description The check-in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckIn"];
                };
            };
            400: components["responses"]["BadBodyOrParameter"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["CrossOrigin"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            411: components["responses"]["LengthRequired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["DayOutside"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    undoCheckIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A value that is no UUID is not found. */
                id: components["parameters"]["id"];
                /** @description A date in the member's time zone. */
                day: components["parameters"]["day"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The day is empty again. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["CrossOrigin"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    applyOperations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Operations"];
            };
        };
        responses: {
            /** @description One result an operation, in the order of the operations. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationResults"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["CrossOrigin"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            411: components["responses"]["LengthRequired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    streak: {
        parameters: {
            query?: {
                /** @description Whether to give the state of each day. */
                explain?: components["parameters"]["explain"];
                /**
                 * @description The first day, itself included. Left out, an explained streak begins some three months before its
                 *     last day, or with the habit if that is later; a list of check-ins begins with the first.
                 */
                from?: components["parameters"]["from"];
                /** @description The last day, itself included. */
                to?: components["parameters"]["to"];
                /**
                 * @description The fields that the response contains, as names with commas between them, each with the selection
                 *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
                 *     applies to each of its `items`; `items` and `next` are always there. For a board they are
                 *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
                 *     in the same place.
                 */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path: {
                /** @description A value that is no UUID is not found. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The streaks; with explanations if requested. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Streak"] | components["schemas"]["ExplainedStreak"];
                };
            };
            304: components["responses"]["Unchanged"];
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            422: components["responses"]["RangeRefused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    statistics: {
        parameters: {
            query?: {
                /**
                 * @description The fields that the response contains, as names with commas between them, each with the selection
                 *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
                 *     applies to each of its `items`; `items` and `next` are always there. For a board they are
                 *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
                 *     in the same place.
                 */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path: {
                /** @description A value that is no UUID is not found. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statistics. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statistics"];
                };
            };
            304: components["responses"]["Unchanged"];
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    pauses: {
        parameters: {
            query?: {
                /** @description Only pauses of this habit; those of all habits are not among them. */
                habitId?: components["schemas"]["Id"];
                /** @description What the list is sorted by; with `-`, the last first. */
                sort?: "from" | "-from" | "id" | "-id";
                /** @description How many items the page may hold. */
                limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before, of the same list in the same order. */
                cursor?: components["parameters"]["cursor"];
                /**
                 * @description The fields that the response contains, as names with commas between them, each with the selection
                 *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
                 *     applies to each of its `items`; `items` and `next` are always there. For a board they are
                 *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
                 *     in the same place.
                 */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of pauses. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PausePage"];
                };
            };
            304: components["responses"]["Unchanged"];
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    pause: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Chosen by the client, a new one for each resource that it creates. Sent again within 24 hours with the
                 *     same request, it gets the first response again.
                 */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PauseDraft"];
            };
        };
        responses: {
            /** @description The pause. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pause"];
                };
            };
            400: components["responses"]["BadBodyOrParameter"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["CrossOrigin"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["IdTaken"];
            411: components["responses"]["LengthRequired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["PauseRefused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A value that is no UUID is not found. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnknownParameter"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["CrossOrigin"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    leaderboard: {
        parameters: {
            query?: {
                /** @description `week` is the ISO week; `month` the ISO weeks whose Thursday lies in the month. */
                period?: components["parameters"]["period"];
                /** @description Any day of the period; by default today in the caller's time zone. */
                on?: components["parameters"]["on"];
                /** @description How many entries, from the best on. */
                limit?: components["parameters"]["top"];
                /** @description The `next` of the page before, of the same list in the same order. */
                cursor?: components["parameters"]["cursor"];
                /**
                 * @description The fields that the response contains, as names with commas between them, each with the selection
                 *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
                 *     applies to each of its `items`; `items` and `next` are always there. For a board they are
                 *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
                 *     in the same place.
                 */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path: {
                /** @description `global`, or the id of a group that the caller belongs to. */
                id: components["parameters"]["boardId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The board, or a page further down. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Board"];
                };
            };
            304: components["responses"]["Unchanged"];
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    ownPlace: {
        parameters: {
            query?: {
                /** @description `week` is the ISO week; `month` the ISO weeks whose Thursday lies in the month. */
                period?: components["parameters"]["period"];
                /** @description Any day of the period; by default today in the caller's time zone. */
                on?: components["parameters"]["on"];
                /** @description How many members above and below. */
                neighbours?: components["parameters"]["neighbours"];
                /**
                 * @description The fields that the response contains, as names with commas between them, each with the selection
                 *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
                 *     applies to each of its `items`; `items` and `next` are always there. For a board they are
                 *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
                 *     in the same place.
                 */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path: {
                /** @description `global`, or the id of a group that the caller belongs to. */
                id: components["parameters"]["boardId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The place. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnPlace"];
                };
            };
            304: components["responses"]["Unchanged"];
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    groups: {
        parameters: {
            query?: {
                /** @description What the list is sorted by; with `-`, the last first. `joinedAt` is when the caller joined; names stand by their code points. */
                sort?: "id" | "-id" | "name" | "-name" | "createdAt" | "-createdAt" | "joinedAt" | "-joinedAt";
                /** @description How many items the page may hold. */
                limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before, of the same list in the same order. */
                cursor?: components["parameters"]["cursor"];
                /**
                 * @description The fields that the response contains, as names with commas between them, each with the selection
                 *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
                 *     applies to each of its `items`; `items` and `next` are always there. For a board they are
                 *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
                 *     in the same place.
                 */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of groups. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupPage"];
                };
            };
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createGroup: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Chosen by the client, a new one for each resource that it creates. Sent again within 24 hours with the
                 *     same request, it gets the first response again.
                 */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupDraft"];
            };
        };
        responses: {
            /** @description The group. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            400: components["responses"]["BadBodyOrParameter"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["CrossOrigin"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["IdTaken"];
            411: components["responses"]["LengthRequired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["TooMany"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    joinGroup: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Chosen by the client, a new one for each resource that it creates. Sent again within 24 hours with the
                 *     same request, it gets the first response again.
                 */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinCode"];
            };
        };
        responses: {
            /** @description The group. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            400: components["responses"]["BadBodyOrParameter"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["CrossOrigin"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["InProgress"];
            411: components["responses"]["LengthRequired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["TooMany"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    group: {
        parameters: {
            query?: {
                /**
                 * @description The fields that the response contains, as names with commas between them, each with the selection
                 *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
                 *     applies to each of its `items`; `items` and `next` are always there. For a board they are
                 *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
                 *     in the same place.
                 */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path: {
                /** @description A value that is no UUID is not found. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The group. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A value that is no UUID is not found. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnknownParameter"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotTheOwner"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    groupMembers: {
        parameters: {
            query?: {
                /** @description What the list is sorted by; with `-`, the last first. */
                sort?: "memberId" | "-memberId" | "joinedAt" | "-joinedAt";
                /** @description How many items the page may hold. */
                limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before, of the same list in the same order. */
                cursor?: components["parameters"]["cursor"];
                /**
                 * @description The fields that the response contains, as names with commas between them, each with the selection
                 *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
                 *     applies to each of its `items`; `items` and `next` are always there. For a board they are
                 *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
                 *     in the same place.
                 */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path: {
                /** @description A value that is no UUID is not found. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of members. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMemberPage"];
                };
            };
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    leaveGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A value that is no UUID is not found. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller has left. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnknownParameter"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OwnerStays"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    shareHabits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A value that is no UUID is not found. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Sharing"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sharing"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["CrossOrigin"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            411: components["responses"]["LengthRequired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    renewGroupCode: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Chosen by the client, a new one for each resource that it creates. Sent again within 24 hours with the
                 *     same request, it gets the first response again.
                 */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                /** @description A value that is no UUID is not found. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The group with its new code. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotTheOwner"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["InProgress"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    startImport: {
        parameters: {
            query?: {
                /**
                 * @description With `true` the report tells what an import would do. No habits, check-ins, pauses or
                 *     profile are written.
                 */
                dryRun?: boolean;
                /**
                 * @description The order of month, day and year in the dates of the file. Needed only where it was
                 *     refused with `ambiguous-dates`.
                 */
                dateOrder?: "mdy" | "dmy" | "ymd";
            };
            header?: {
                /**
                 * @description Chosen by the client, a new one for each resource that it creates. Sent again within 24 hours with the
                 *     same request, it gets the first response again.
                 */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The file as the other app wrote it.
                     */
                    file: Blob;
                };
            };
        };
        responses: {
            /** @description The import is in progress; poll `GET /v1/imports/{id}`. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            400: components["responses"]["BadForm"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["CrossOrigin"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["InProgress"];
            411: components["responses"]["LengthRequired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    import: {
        parameters: {
            query?: {
                /**
                 * @description The fields that the response contains, as names with commas between them, each with the selection
                 *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
                 *     applies to each of its `items`; `items` and `next` are always there. For a board they are
                 *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
                 *     in the same place.
                 */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path: {
                /** @description A value that is no UUID is not found. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    export: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            400: components["responses"]["UnknownParameter"];
            401: components["responses"]["NotSignedIn"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    members: {
        parameters: {
            query?: {
                /** @description Part of the e-mail or name, in any case. */
                search?: components["parameters"]["search"];
                /** @description Only members with this role. */
                role?: "member" | "coach" | "admin" | "operator";
                /** @description Only members who registered on this day or later, in UTC. */
                createdFrom?: components["schemas"]["Day"];
                /** @description Only members who registered on this day or before, in UTC. */
                createdTo?: components["schemas"]["Day"];
                /** @description What the list is sorted by; with `-`, the last first. Names stand by their code points, e-mails as the database has them. */
                sort?: "id" | "-id" | "email" | "-email" | "name" | "-name" | "createdAt" | "-createdAt";
                /** @description How many items the page may hold. */
                limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before, of the same list in the same order. */
                cursor?: components["parameters"]["cursor"];
                /**
                 * @description The fields that the response contains, as names with commas between them, each with the selection
                 *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
                 *     applies to each of its `items`; `items` and `next` are always there. For a board they are
                 *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
                 *     in the same place.
                 */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of members. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["WrongRole"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    member: {
        parameters: {
            query?: {
                /**
                 * @description The fields that the response contains, as names with commas between them, each with the selection
                 *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
                 *     applies to each of its `items`; `items` and `next` are always there. For a board they are
                 *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
                 *     in the same place.
                 */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path: {
                /** @description A value that is no UUID is not found. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            304: components["responses"]["Unchanged"];
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["WrongRole"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    assignRole: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the state that is to be changed, or `*` for any. */
                "If-Match": components["parameters"]["ifMatch"];
            };
            path: {
                /** @description A value that is no UUID is not found. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleChange"];
            };
        };
        responses: {
            /** @description The member. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["WrongRoleOrOrigin"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            411: components["responses"]["LengthRequired"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    cache: {
        parameters: {
            query?: {
                /**
                 * @description The fields that the response contains, as names with commas between them, each with the selection
                 *     below it in brackets: `day,habits(state,habit(id,title))`. For a list it
                 *     applies to each of its `items`; `items` and `next` are always there. For a board they are
                 *     fields like the others. Other fields are left out, though the schema requires them. At most 8 levels and 200 names, none of them twice
                 *     in the same place.
                 */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cache. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cache"];
                };
            };
            400: components["responses"]["BadParameter"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["WrongRole"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    setCacheShare: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CacheShare"];
            };
        };
        responses: {
            /** @description The cache as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cache"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["WrongRoleOrOrigin"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            411: components["responses"]["LengthRequired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    invalidateCache: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CacheInvalidation"];
            };
        };
        responses: {
            /** @description Invalidated. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["WrongRoleOrOrigin"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            411: components["responses"]["LengthRequired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    batch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Batch"];
            };
        };
        responses: {
            /** @description One response for each part, in the order of the parts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchAnswers"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["CrossOrigin"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            411: components["responses"]["LengthRequired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    readGraph: {
        parameters: {
            query?: {
                /** @description The document. */
                query?: string;
                /** @description Of a persisted operation. */
                documentId?: string;
                /** @description Which of the operations of the document. */
                operationName?: string;
                /** @description A JSON object. */
                variables?: string;
                /** @description A JSON object; with `{"cost": true}` the response contains its cost. */
                extensions?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GraphAnswer"];
                    "application/graphql-response+json": components["schemas"]["GraphAnswer"];
                };
            };
            304: components["responses"]["Unchanged"];
            400: components["responses"]["GraphRefused"];
            401: components["responses"]["GraphNotSignedIn"];
            403: components["responses"]["GraphRefused"];
            404: components["responses"]["GraphRefused"];
            405: components["responses"]["GraphRefused"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["GraphRefused"];
        };
    };
    applyOperationsGraph: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GraphOperation"] | components["schemas"]["GraphOperation"][];
            };
        };
        responses: {
            /** @description The response, or a list of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GraphAnswers"];
                    "application/graphql-response+json": components["schemas"]["GraphAnswers"];
                };
            };
            400: components["responses"]["GraphRefused"];
            401: components["responses"]["GraphNotSignedIn"];
            403: components["responses"]["GraphRefused"];
            404: components["responses"]["GraphRefused"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            411: components["responses"]["LengthRequired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["GraphRefused"];
        };
    };
    isLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            431: components["responses"]["HeadTooLarge"];
        };
    };
    isReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They are. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            431: components["responses"]["HeadTooLarge"];
            /** @description Not now. This is no problem document, as machines look at the status alone. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    contract: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1 in YAML (RFC 9512). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": unknown;
                };
            };
            /** @description It is the one you have. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnknownParameter"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            500: components["responses"]["Internal"];
        };
    };
}
