/// A member's book: the habits, pauses and ledgers that decide its streaks and points, read as one
/// and written as one.
///
/// Every write that can change a streak goes through [Books]: it reads the book with its revision,
/// lets the caller edit it, works out summaries and points, and writes all of it in one statement
/// that does nothing if another writer was faster. Knows `streak`, `database` and `outcome`.
package com.upcoach.book;
