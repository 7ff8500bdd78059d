package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.book.BookAudit;
import com.upcoach.cli.CommandServices;
import com.upcoach.settings.Settings;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecountTest extends ApiTest {

  @Inject Settings settings;
  @Inject BookAudit audit;

  @Test
  void a_command_first_recounts_members_after_an_update() {
    Person ada = person();
    String habit = ada.habit("{\"title\":\"Read\",\"start\":\"2026-11-01\"}");
    ada.checkIn(habit, "2026-11-22", "{}");
    Rows.change("update standing set points = points + 5 where member_id = ?", ada.id());
    Rows.change("update habit_summary set longest_length = 9 where member_id = ?", ada.id());
    Rows.change("insert into book_recount (member_id) values (?)", ada.id());
    assertFalse(audit.audit(ada.id()).await().indefinitely().isEmpty());

    StringWriter output = new StringWriter();
    CommandServices.open(settings, new PrintWriter(output, true)).close();

    assertEquals(List.of(), audit.audit(ada.id()).await().indefinitely());
    assertEquals("0", Rows.one("select count(*) from book_recount"));
    assertTrue(output.toString().contains("up to date"), output::toString);
  }

  @Test
  void a_command_prints_nothing_without_a_pending_recount() {
    StringWriter output = new StringWriter();
    CommandServices.open(settings, new PrintWriter(output, true)).close();
    assertFalse(output.toString().contains("Recalculating"), output::toString);
  }
}
