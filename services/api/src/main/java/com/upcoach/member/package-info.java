/// Members: registration, the profile with the time zone that decides days, roles, and deletion.
///
/// Depends on `book`, as a new first weekday changes streaks, and on `security`.
package com.upcoach.member;
