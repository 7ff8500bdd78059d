package com.upcoach.leaderboard;

import com.upcoach.server.JacksonComparison;
import com.upcoach.server.RandomResponses;
import com.upcoach.server.WireRecords.BoardRecord;
import com.upcoach.server.WireRecords.OwnPlaceRecord;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BoardJsonTest {

  @Test
  void a_board_is_written_as_jackson_would() {
    JacksonComparison.same(
        RandomResponses::board, BoardJson.top("global"), board -> BoardRecord.of("global", board));
  }

  @Test
  void the_place_of_a_member_on_the_board_or_not_is_written_as_jackson_would() {
    JacksonComparison.same(
        RandomResponses::board,
        (json, board) -> BoardJson.ownPlace("global", firstOf(board)).write(json, board),
        board -> OwnPlaceRecord.of("global", firstOf(board), board));
  }

  private static UUID firstOf(Board board) {
    return board.entries().isEmpty() ? new UUID(0, 0) : board.entries().getFirst().memberId();
  }
}
