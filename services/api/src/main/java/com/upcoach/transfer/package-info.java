/// Moving in and out: taking an archive over into a member's book, with a report of every line, and
/// writing all that a member has to one.
///
/// Knows `archive`, `book`, `habit`, `member`, `streak`, `database`, `edge` and `outcome`. What is
/// called here may wait, on a thread of its own.
package com.upcoach.transfer;
