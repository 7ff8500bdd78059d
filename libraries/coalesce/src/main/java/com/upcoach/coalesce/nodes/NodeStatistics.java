package com.upcoach.coalesce.nodes;

/// How a node gets on with the others.
///
/// @param roundTrip nanoseconds that Redis took to answer last; 0 where it never did
/// @param told times that this node has told the others of changes
/// @param untold times that it could not, as Redis was away
/// @param heard changes of others
/// @param begunAnew times that everything kept had to go, as nobody knew what was missed
public record NodeStatistics(
    SyncState hearing, long roundTrip, long told, long untold, long heard, long begunAnew) {}
