package com.upcoach.book;

import java.util.List;
import java.util.UUID;

/// Who wants to know how books and standings change. From any thread; it must not block.
public interface BookWatch {

    /// For those who keep nothing of books.
    BookWatch NOBODY =
            new BookWatch() {
                @Override
                public void committed(List<StandingChange> changes) {}

                @Override
                public void touched(UUID memberId) {}
            };

    /// Is told of each change that this node makes, once, after its commit and before the writer
    /// is answered.
    void committed(List<StandingChange> changes);

    /// The member's book may have changed: a write of it has ended, in whatever way. Called
    /// before the writer is answered.
    void touched(UUID memberId);
}
