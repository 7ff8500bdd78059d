package com.upcoach.book;

import io.vertx.core.Future;
import java.util.List;

/// A listener for changes of books and standings. It is called from any thread and must not block.
public interface BookListener {

  /// A listener that does nothing.
  BookListener NONE =
      new BookListener() {
        @Override
        public void committed(List<StandingChange> changes) {}

        @Override
        public Future<Void> writesEnded(List<BookChange> changes) {
          return Future.succeededFuture();
        }
      };

  /// Receives each change that this node commits, once, before the writer gets its response.
  void committed(List<StandingChange> changes);

  /// Receives changes that may have been made to books: their writes have ended, whether or not
  /// they succeeded. Called before the writers get their responses.
  ///
  /// @return completes when the writers may get their responses; it never fails
  Future<Void> writesEnded(List<BookChange> changes);
}
