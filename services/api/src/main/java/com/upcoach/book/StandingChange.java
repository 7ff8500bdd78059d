package com.upcoach.book;

import java.util.UUID;

/// What a committed transaction made of one member's points in a period.
///
/// @param before the points that the row held; 0 where there was none
/// @param after the points that it holds now
/// @param transaction that made the change, as `pg_current_xact_id()` names it
public record StandingChange(
    UUID memberId, Standing standing, int before, int after, long transaction) {}
