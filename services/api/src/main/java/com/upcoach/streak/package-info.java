/// The rules of days, streaks, score and points: pure functions over values.
///
/// No SQL, no clock, no HTTP; "today" is always passed in. Knows no other room. The words are
/// defined in `docs/guides/streaks.md`.
package com.upcoach.streak;
