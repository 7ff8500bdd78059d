/// A member's book: the habits, pauses and ledgers that decide its streaks and points, read and
/// written as a unit with an optimistic lock.
///
/// Every write that can change a streak goes through [Books]. It reads the book with its revision,
/// lets the caller edit it, computes summaries and points, and writes all of it in one statement.
/// That statement writes nothing if another writer has changed the revision; then [Books] retries.
/// Depends on `coalesce`, `database`, `outcome` and `streak`.
package com.upcoach.book;
