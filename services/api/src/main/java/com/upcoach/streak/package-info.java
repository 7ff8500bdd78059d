/// The rules of days, streaks, score and points: pure functions over values.
///
/// No SQL, no clock, no HTTP; "today" is always passed in. Depends on no other room. The guide
/// `docs/guides/streaks.md` defines the terms.
package com.upcoach.streak;
