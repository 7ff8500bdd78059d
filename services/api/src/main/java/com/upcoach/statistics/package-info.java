/// Statistics of a habit: rates, weekdays, a calendar, totals, and streaks with the rule behind
/// every day. It only reads.
package com.upcoach.statistics;
