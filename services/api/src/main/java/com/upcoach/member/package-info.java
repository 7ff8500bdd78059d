/// Members: registration, the profile with the time zone that decides days, roles, and deletion.
///
/// Knows `book` (a new first weekday changes streaks), `security`, `database`, `graph`, `http` and
/// `outcome`.
package com.upcoach.member;
