/// Check-ins: recording, taking back, the operations of offline devices, and the member's day.
///
/// Knows `book` (through which every check-in is written), `habit` (its JSON), `streak`,
/// `database`, `edge` and `outcome`.
package com.upcoach.checkin;
