package com.upcoach.coalesce.nodes;

/// Connection state and counters of a node.
///
/// @param roundTrip nanoseconds of the last round trip to Redis; 0 if there was none
/// @param published invalidations published
/// @param unpublished invalidations that could not be published because Redis was unavailable
/// @param received invalidations received from other nodes
/// @param resyncs times that everything was invalidated because invalidations may have been missed
public record NodeStatistics(
    SyncState syncState,
    long roundTrip,
    long published,
    long unpublished,
    long received,
    long resyncs) {}
