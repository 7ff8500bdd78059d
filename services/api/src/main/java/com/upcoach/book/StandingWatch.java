package com.upcoach.book;

import java.util.List;

/// Who wants to know how standings change.
public interface StandingWatch {

    /// Is told of each change that this node makes, once, after its commit and before the writer is
    /// answered; from any thread. It must not block.
    void committed(List<StandingChange> changes);
}
