package com.upcoach.book;

import java.util.List;

/// Is told of standings that have changed.
public interface StandingWatch {

    /// Called after the commit and before the answer, on any thread; must not block.
    void committed(List<StandingChange> changes);
}
