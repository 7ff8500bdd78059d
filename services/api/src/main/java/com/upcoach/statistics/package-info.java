/// What a member's record of a habit adds up to: rates, weekdays, a calendar, totals, and streaks
/// with the rule behind every day.
///
/// Knows `book`, `habit` (what stands in the graph), `streak`, `graph`, `edge` and `outcome`;
/// reads only.
package com.upcoach.statistics;
