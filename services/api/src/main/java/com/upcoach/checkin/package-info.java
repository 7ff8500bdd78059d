/// Check-ins: recording, taking back, the operations of offline devices, and the member's day.
///
/// Knows `book` (through which every check-in is written), `habit` (its forms on the wire),
/// `streak`, `database`, `graph`, `edge` and `outcome`.
package com.upcoach.checkin;
