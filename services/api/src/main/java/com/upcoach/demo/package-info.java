/// Made-up members with believable habits and histories, for trying UpCoach out and for load tests.
///
/// [DemoMembers] makes them up: pure, and equal for equal plans. [DemoLoad] writes them by the
/// fastest road into PostgreSQL, all of them or none. Streaks, scores and points come from the same
/// code as those of real members. Knows `book`, `member`, `session`, `group`, `streak`, `edge` and
/// `database`.
package com.upcoach.demo;
