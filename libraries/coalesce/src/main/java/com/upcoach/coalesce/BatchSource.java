package com.upcoach.coalesce;

import io.vertx.core.Future;

/// What a lane sends from: a batcher with its waiting entries. Called on the lane's event loop
/// only.
interface BatchSource {

    Priority priority();

    /// Whether anything could be sent now.
    boolean ready();

    /// When the oldest waiting entry came, by the lane's clock; meaningless while nothing waits.
    long oldest();

    /// Sends the next batch.
    ///
    /// @param chance when the lane last gave a turn to anybody: who came later has not been passed
    ///     over
    /// @return ends when the batch has ended, in whatever way; null where nothing was left to send
    Future<?> send(long now, long chance);

    /// Refuses what has waited past its deadline, and lets callers go whose batch is under way past
    /// theirs.
    void expire(long now);

    /// Whether every caller of some batch under way has gone, so that its answer is of no use.
    boolean abandoned();

    int waiting();

    /// Whether the source sheds what waits too long at the moment.
    boolean overloaded();
}
