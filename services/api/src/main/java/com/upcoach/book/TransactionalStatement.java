package com.upcoach.book;

import com.upcoach.database.Queries;
import io.smallrye.mutiny.Uni;

/// A statement of another room that is carried out with the write of a book, in its transaction.
@FunctionalInterface
public interface TransactionalStatement {

  /// @return false where what it was meant for has changed: then nothing is written, and the
  ///     work is done anew
  Uni<Boolean> write(Queries transaction);
}
