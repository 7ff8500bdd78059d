/// Habits and pauses: defining, changing, archiving and removing them.
///
/// Knows `book` (through which every change goes), `streak`, `edge` and `outcome`.
package com.upcoach.habit;
