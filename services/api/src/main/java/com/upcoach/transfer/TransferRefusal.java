package com.upcoach.transfer;

import com.upcoach.outcome.Refusal;
import java.util.List;

/// Why a file was refused whole. Nothing of it is taken over.
public sealed interface TransferRefusal extends Refusal {

    /// Not a file of a kind that can be read.
    ///
    /// @param seen what it looks like instead
    record UnknownKind(String fileName, String seen) implements TransferRefusal {}

    /// The file ends before its content does.
    ///
    /// @param where file and line, or the part of it
    record CutShort(String where, String detail) implements TransferRefusal {}

    /// The file is of a known kind but damaged.
    ///
    /// @param where file and line, or the part of it
    record Corrupt(String where, String detail) implements TransferRefusal {}

    /// The file is over one of the [ImportLimits].
    ///
    /// @param limit the component of [ImportLimits] that was passed
    /// @param most its value
    record TooLarge(String limit, long most) implements TransferRefusal {}

    /// An SQLite database, but not a habit tracker's.
    ///
    /// @param missing tables and columns that would make it one
    record NotATracker(List<String> missing) implements TransferRefusal {
        public NotATracker {
            missing = List.copyOf(missing);
        }
    }

    /// Our own export, of a format made after this server.
    ///
    /// @param version of the file
    /// @param known the newest that this server reads
    record NewerExport(int version, int known) implements TransferRefusal {}
}
