/// Members: registering, the profile with the wall that days are read from, roles, and leaving.
///
/// Knows `book` (a new first weekday changes streaks), `security`, `database`, `graph`, `edge` and
/// `outcome`.
package com.upcoach.member;
