package com.upcoach.leaderboard;

import com.upcoach.book.BookRows;
import com.upcoach.book.Standing;
import com.upcoach.edge.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A board, or the part of it around one member.
///
/// @param entries best first
public record Board(Scope scope, Standing standing, List<Entry> entries) {

    /// Who is on the board.
    public sealed interface Scope {
        /// Every member here.
        record Everybody() implements Scope {}

        /// The members of a group.
        record OfGroup(UUID groupId) implements Scope {}
    }

    /// A place on the board. Members with the same points share a rank, and the next rank is as
    /// many lower as share it.
    public record Entry(int rank, UUID memberId, String name, int points) {
        Place place() {
            return new Place(points, memberId);
        }
    }

    /// Where on a board: members stand by points and then by id, both descending.
    record Place(int points, UUID memberId) {

        /// Before the first of any board.
        static final Place BEFORE_ALL = new Place(Integer.MAX_VALUE, new UUID(-1, -1));

        boolean isBehind(Place other) {
            return points < other.points
                    || (points == other.points
                            && BookRows.UUID_ORDER.compare(memberId, other.memberId) < 0);
        }

        /// The place as a cursor names it.
        String cursor() {
            return points + "." + memberId;
        }

        /// @throws com.upcoach.edge.InvalidRequest where a cursor names none
        static Place of(String cursor) {
            int dot = cursor.indexOf('.');
            try {
                return new Place(
                        Integer.parseInt(cursor.substring(0, Math.max(0, dot))),
                        Parameters.cursorId(cursor.substring(dot + 1)));
            } catch (NumberFormatException none) {
                throw Parameters.invalid("cursor", "must be one that this server has given");
            }
        }
    }

    /// The entry of a member, where it has points.
    public Optional<Entry> of(UUID memberId) {
        return entries.stream().filter(entry -> entry.memberId().equals(memberId)).findFirst();
    }
}
