package com.upcoach.archive;

import com.upcoach.outcome.Refusal;
import java.util.List;

/// Why a file was refused whole. Nothing of it is taken over.
public sealed interface FileRefusal extends Refusal {

  /// Not a file of a kind that can be read.
  ///
  /// @param seen what it looks like instead
  record UnknownKind(String fileName, String seen) implements FileRefusal {}

  /// The file ends before its content does.
  ///
  /// @param where file and line, or the part of it
  record CutShort(String where, String detail) implements FileRefusal {}

  /// The file is of a known kind but damaged.
  ///
  /// @param where file and line, or the part of it
  record Corrupt(String where, String detail) implements FileRefusal {}

  /// The file is over one of the [ImportLimits].
  ///
  /// @param limit the component of [ImportLimits] that was passed
  /// @param most its value
  record TooLarge(String limit, long most) implements FileRefusal {}

  /// An SQLite database, but not a habit tracker's.
  ///
  /// @param missing tables and columns that would make it one
  record NotATracker(List<String> missing) implements FileRefusal {
    public NotATracker {
      missing = List.copyOf(missing);
    }
  }

  /// Our own export, of a format made after this server.
  ///
  /// @param version of the file
  /// @param known the newest that this server reads
  record NewerExport(int version, int known) implements FileRefusal {}

  /// A file of another tracker, which is known by name but cannot be read.
  ///
  /// @param tracker its name, or the name of the kind of file
  /// @param advice a sentence: what the member can do instead
  record OtherTracker(String tracker, String advice) implements FileRefusal {}

  /// Several backups in one zip or folder. Which of them is meant is for the member to say.
  record SeveralBackups(List<String> names) implements FileRefusal {
    public SeveralBackups {
      names = List.copyOf(names);
    }
  }

  /// The dates may be read in two orders, and no line tells which one is right.
  ///
  /// @param where file and line of such a date
  /// @param date the text of it
  record AmbiguousDates(String where, String date) implements FileRefusal {}

  /// Nothing of a whole and known file could be taken over.
  ///
  /// @param records check-in records in the file
  /// @param lines the first lines that were refused, with their reasons
  record NothingTaken(long records, List<RefusedLine> lines) implements FileRefusal {
    public NothingTaken {
      lines = List.copyOf(lines);
    }
  }
}
