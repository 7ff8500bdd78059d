package com.upcoach.coalesce.cache;

/// An answer that may be made before anybody asks for it: the ticket to make it, and whether
/// somebody has asked then.
public record Prefetch(Ticket ticket, UsageMarker warmth) {}
