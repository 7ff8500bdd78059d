package com.upcoach.book;

import java.util.UUID;

/// A committed change of one member's points in a period.
///
/// @param before the points before the change; 0 where there was no row
/// @param after the points after the change
/// @param transaction the id of the transaction, as `pg_current_xact_id()` returns it
public record StandingChange(
    UUID memberId, Standing standing, int before, int after, long transaction) {}
