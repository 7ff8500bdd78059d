/// Check-ins: recording and deleting them, operations of offline devices, and the member's day.
///
/// Knows `book` (through which every check-in is written), `habit` (its JSON and GraphQL forms),
/// `streak`, `database`, `graph`, `edge` and `outcome`.
package com.upcoach.checkin;
