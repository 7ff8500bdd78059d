/// Request coalescing: concurrent requests for the same thing, or the same kind of thing, become
/// one.
///
/// - [ReadBatcher]: keys that are requested at the same time become one query.
/// - [WriteBatcher]: writes that arrive at the same time share one statement and one commit (group
///   commit).
/// - [SingleFlight]: concurrent lookups of one key share one result.
/// - [Lane]: the bounded queue that batchers send through, with priorities and load shedding.
/// - [Lanes]: the lanes of each event loop to a PostgreSQL, each on a pipelined connection of its
///   own.
///
/// Batches need no timer: while a batch is in flight the next one fills. Under little load a batch
/// is a single request and is sent immediately; under more load batches grow, and the cost of each
/// request falls. No request waits for others to arrive.
///
/// Plain Java on Vert.x, independent of any product. The README of this module is an introduction.
package com.upcoach.coalesce;
