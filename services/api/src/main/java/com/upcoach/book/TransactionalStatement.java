package com.upcoach.book;

import com.upcoach.database.Queries;
import io.smallrye.mutiny.Uni;

/// A statement of another package that runs in the transaction of a book's write.
@FunctionalInterface
public interface TransactionalStatement {

  /// Runs the statement.
  ///
  /// @return false where its own optimistic lock failed: then the transaction is rolled back and
  ///     the edit is retried
  Uni<Boolean> write(Queries transaction);
}
