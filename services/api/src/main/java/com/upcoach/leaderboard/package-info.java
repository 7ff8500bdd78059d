/// Boards that rank members by points: global or per group; by week, month or all time.
/// It only reads: points are written with the check-in that earns them.
package com.upcoach.leaderboard;
