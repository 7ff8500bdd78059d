/// Coalescing: at any moment many want the same thing, or the same kind of thing; ask for it once.
///
/// - [ReadBatcher]: keys asked for at the same time become one query.
/// - [WriteBatcher]: writes that arrive at the same time become one statement and one commit, and
///   each is acknowledged after it.
/// - [SingleFlight]: the same question, asked again while it is being answered, shares the answer.
/// - [Lane]: what batchers send through: bounded, by priority, shedding what waits too long.
/// - [Lanes]: the lanes of each event loop to a PostgreSQL, each on a pipelined connection of its
///   own.
///
/// Why batches need no timer: while a batch is under way the next one fills. With little to do a
/// batch is one request and goes at once; the more there is to do, the larger the batches, and the
/// less each request costs. Nobody ever waits for company.
///
/// Plain Java on Vert.x. Knows nothing of any product, and could serve another one.
package com.upcoach.coalesce;
