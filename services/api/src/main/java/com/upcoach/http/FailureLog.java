package com.upcoach.http;

import com.upcoach.coalesce.ConnectionNotice;
import com.upcoach.logging.RateLimitedLog;
import org.jboss.logging.Logger;

/// Warnings of failures that come in large numbers: one line a minute of each kind.
///
/// One instance serves the whole process, like its log.
public final class FailureLog {

  private static final Logger LOG = Logger.getLogger(FailureLog.class);

  private static final RateLimitedLog<Kind> LINES =
      new RateLimitedLog<>(Kind.values().length, LOG::warn, System::nanoTime);

  enum Kind {
    DATABASE_AWAY,
    DATABASE_BACK,
    STATEMENT_NOT_CANCELLED,
    STORAGE_FULL,
    CONTENDED_BOOK
  }

  private FailureLog() {}

  static void warn(Kind kind, String text) {
    LINES.write(kind, text);
  }

  static void warn(ConnectionNotice notice) {
    warn(
        switch (notice.kind()) {
          case LOST -> Kind.DATABASE_AWAY;
          case RESTORED -> Kind.DATABASE_BACK;
          case CANCEL_FAILED -> Kind.STATEMENT_NOT_CANCELLED;
        },
        notice.text());
  }

  /// Writes how many lines were left out, once their minute is over.
  public static void flush() {
    LINES.flush();
  }
}
