/// Demo members with realistic habits and histories, for trying UpCoach out and for load tests.
///
/// [DemoMembers] generates them: pure, and equal for equal plans. [DemoLoad] writes them into
/// PostgreSQL by `COPY`, all of them or none. Streaks, scores and points come from the same code as
/// those of real members.
package com.upcoach.demo;
