package com.upcoach.book;

import io.vertx.core.Future;
import java.util.List;

/// Who wants to know how books and standings change. From any thread; it must not block.
public interface BookListener {

  /// For those who keep nothing of books.
  BookListener NOBODY =
      new BookListener() {
        @Override
        public void committed(List<StandingChange> changes) {}

        @Override
        public Future<Void> touched(List<BookChange> touches) {
          return Future.succeededFuture();
        }
      };

  /// Is told of each change that this node makes, once, after its commit and before the writer
  /// is answered.
  void committed(List<StandingChange> changes);

  /// Books may have changed in this way: writes of them have ended, in whatever way. Called
  /// before the writers are answered.
  ///
  /// @return done when the writers may be answered; it never fails
  Future<Void> touched(List<BookChange> touches);
}
