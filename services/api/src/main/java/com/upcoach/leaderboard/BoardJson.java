package com.upcoach.leaderboard;

import com.upcoach.book.Standing;
import com.upcoach.json.JsonBytes;
import com.upcoach.json.JsonWord;
import com.upcoach.json.JsonWriter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// JSON form of boards.
final class BoardJson {

  private static final JsonWord ID = JsonWord.of("id");
  private static final JsonWord PERIOD = JsonWord.of("period");
  private static final JsonWord STARTS = JsonWord.of("starts");
  private static final JsonWord ITEMS = JsonWord.of("items");
  private static final JsonWord NEXT = JsonWord.of("next");
  private static final JsonWord NEIGHBOURS = JsonWord.of("neighbours");
  private static final JsonWord RANK = JsonWord.of("rank");
  private static final JsonWord MEMBER_ID = JsonWord.of("memberId");
  private static final JsonWord NAME = JsonWord.of("name");
  private static final JsonWord POINTS = JsonWord.of("points");

  private static final Map<Standing.Period, JsonWord> PERIODS =
      JsonWord.each(Standing.Period.class, Standing.Period::word);

  private BoardJson() {}

  /// Writes a board, best first.
  ///
  /// @param id as given in the request
  static JsonWriter<Board> top(String id) {
    return (json, board) -> {
      json.object();
      head(json, id, board.standing());
      json.name(ITEMS).values(board.entries(), BoardJson::entry);
      json.name(NEXT).text(board.next());
      json.endObject();
    };
  }

  /// Writes a member's own entry with its neighbours. The rank is null where the member has no
  /// points in the period.
  static JsonWriter<Board> ownPlace(String id, UUID memberId) {
    return (json, board) -> {
      Optional<Board.Entry> own = board.of(memberId);
      json.object();
      head(json, id, board.standing());
      json.name(RANK);
      if (own.isPresent()) {
        json.number(own.get().rank());
      } else {
        json.nullValue();
      }
      json.name(POINTS).number(own.map(Board.Entry::points).orElse(0));
      json.name(NEIGHBOURS).values(board.entries(), BoardJson::entry);
      json.endObject();
    };
  }

  /// The all-time period has no start day.
  private static void head(JsonBytes json, String id, Standing standing) {
    json.name(ID).text(id);
    json.name(PERIOD).word(PERIODS.get(standing.period()));
    json.name(STARTS).date(standing.firstDay().orElse(null));
  }

  private static void entry(JsonBytes json, Board.Entry entry) {
    json.object();
    json.name(RANK).number(entry.rank());
    json.name(MEMBER_ID).id(entry.memberId());
    json.name(NAME).text(entry.name());
    json.name(POINTS).number(entry.points());
    json.endObject();
  }
}
