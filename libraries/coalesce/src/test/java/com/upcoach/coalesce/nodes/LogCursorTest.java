package com.upcoach.coalesce.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LogCursorTest {

  private final LogCursor cursor = new LogCursor();

  private static StreamEntryId entry(long millis) {
    return new StreamEntryId(millis, 0);
  }

  private static InvalidationLog.Heartbeat heartbeat(long oldest, long last) {
    return new InvalidationLog.Heartbeat("run", entry(oldest), entry(last), 0);
  }

  private boolean accepts(InvalidationLog.Heartbeat heartbeat) {
    return cursor.accepts(cursor.position(), heartbeat);
  }

  @Test
  void a_log_that_still_holds_everything_unread_is_continued() {
    cursor.restartAt(entry(10));
    assertTrue(accepts(heartbeat(5, 12)));
    assertFalse(cursor.hasReached(entry(12)));
    cursor.moveTo(entry(12));
    assertTrue(cursor.hasReached(entry(12)));
    assertTrue(accepts(heartbeat(10, 12)));
  }

  @Test
  void a_reply_to_a_heartbeat_may_come_after_entries_that_are_newer_than_it() {
    cursor.restartAt(entry(10));
    StreamEntryId whenSent = cursor.position();
    InvalidationLog.Heartbeat reply = heartbeat(5, 10);
    // On a busy machine the other connection is read first.
    cursor.moveTo(entry(11));
    assertTrue(cursor.accepts(whenSent, reply));
    assertEquals(entry(11), cursor.position());
  }

  @Test
  void a_log_that_ends_before_what_was_read_is_not_continued() {
    cursor.restartAt(entry(10));
    assertFalse(accepts(heartbeat(5, 9)));
  }

  @Test
  void a_log_that_was_trimmed_before_it_was_read_is_not_continued() {
    cursor.restartAt(entry(10));
    assertFalse(accepts(heartbeat(11, 20)));
  }

  @Test
  void a_read_that_skipped_trimmed_entries_is_not_continued() {
    cursor.restartAt(entry(10));
    assertTrue(accepts(heartbeat(5, 10)));
    // Entries up to 19 were trimmed while the node hung; then it read what is left.
    cursor.moveTo(entry(20));
    assertFalse(accepts(heartbeat(20, 20)));
    cursor.restartAt(entry(20));
    assertTrue(accepts(heartbeat(20, 20)));
  }
}
