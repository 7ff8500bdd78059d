/// Boards of members by points: of everybody here, or of a group; by week, month or all time.
///
/// Knows `group` (who belongs), `book` (what a standing is), `database`, `graph`, `edge` and
/// `outcome`; reads only, as points are written with the check-in that earns them.
package com.upcoach.leaderboard;
