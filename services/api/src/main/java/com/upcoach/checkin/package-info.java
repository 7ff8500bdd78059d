/// Check-ins: recording and deleting them, operations of offline devices, and the member's day.
/// Every check-in is written through the book.
package com.upcoach.checkin;
