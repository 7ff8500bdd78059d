package com.upcoach.book;

import java.util.UUID;

/// A standing that a committed write has changed.
///
/// @param before points before it; 0 where there was no standing
/// @param after points since
/// @param transaction the write's transaction id, PostgreSQL's `xid8`
public record StandingChange(
        UUID memberId, Standing standing, int before, int after, long transaction) {}
