package com.upcoach.coalesce.cache;

/// A prefetch to carry out: the ticket of the load, and the marker that tells whether the response
/// was requested since.
public record Prefetch(Ticket ticket, UsageMarker usage) {}
