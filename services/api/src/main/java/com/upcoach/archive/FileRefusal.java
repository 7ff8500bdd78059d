package com.upcoach.archive;

import com.upcoach.outcome.Refusal;
import java.util.List;

/// Reasons why a whole file is refused. Nothing of it is imported.
public sealed interface FileRefusal extends Refusal {

  /// The file is of no known kind.
  ///
  /// @param seen what it looks like instead
  record UnknownKind(String fileName, String seen) implements FileRefusal {}

  /// The file is truncated.
  ///
  /// @param where file and line, or the part of it
  record Truncated(String where, String detail) implements FileRefusal {}

  /// The file is of a known kind but damaged.
  ///
  /// @param where file and line, or the part of it
  record Corrupt(String where, String detail) implements FileRefusal {}

  /// The file exceeds one of the [ImportLimits].
  ///
  /// @param limit component of [ImportLimits] that was exceeded
  /// @param most its value
  record TooLarge(String limit, long most) implements FileRefusal {}

  /// An SQLite database, but not a habit tracker's.
  ///
  /// @param missing tables and columns that a known tracker would have
  record UnknownTracker(List<String> missing) implements FileRefusal {
    public UnknownTracker {
      missing = List.copyOf(missing);
    }
  }

  /// Our own export, in a newer format than this server supports.
  ///
  /// @param version of the file
  /// @param known the newest version that this server reads
  record NewerExport(int version, int known) implements FileRefusal {}

  /// A file of another tracker that is recognised but not supported.
  ///
  /// @param tracker its name, or the name of the kind of file
  /// @param advice a sentence: what the member can do instead
  record OtherTracker(String tracker, String advice) implements FileRefusal {}

  /// Several backups in one zip or folder. The member has to choose one.
  record SeveralBackups(List<String> names) implements FileRefusal {
    public SeveralBackups {
      names = List.copyOf(names);
    }
  }

  /// The dates fit two orders, and no line determines the right one.
  ///
  /// @param where file and line of such a date
  /// @param date its text
  record AmbiguousDates(String where, String date) implements FileRefusal {}

  /// The file is complete and of a known kind, but none of its records can be imported.
  ///
  /// @param records number of check-in records in the file
  /// @param lines the first refused lines, with their reasons
  record NothingImported(long records, List<RefusedLine> lines) implements FileRefusal {
    public NothingImported {
      lines = List.copyOf(lines);
    }
  }
}
