/// Statistics of a habit: rates, weekdays, a calendar, totals, and streaks with the rule behind
/// every day.
///
/// Knows `book`, `habit` (its GraphQL form), `streak`, `graph`, `edge` and `outcome`. It only
/// reads.
package com.upcoach.statistics;
