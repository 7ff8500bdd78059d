package com.upcoach.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.database.Queries;
import com.upcoach.database.Timestamps;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// The SQL of imports.
final class ImportStore {

  private static final String ADD =
      """
            insert into import (member_id, id, state, created_at) values ($1, $2, $3, $4)
            on conflict do nothing
            """;

  private static final String CHANGE =
      "update import set state = $3, report = $4 where member_id = $1 and id = $2";

  private static final String ONE =
      "select id, state, report from import where member_id = $1 and id = $2";

  private static final String REFUSE_RUNNING =
      "update import set state = 'refused', report = $1 where state = 'running'";

  private final Queries queries;
  private final ObjectMapper json;

  ImportStore(Queries queries, ObjectMapper json) {
    this.queries = queries;
    this.json = json;
  }

  /// @return false where an import with this id exists
  Uni<Boolean> add(UUID memberId, Imports.Progress progress, Instant at) {
    return queries
        .change(ADD, Tuple.of(memberId, progress.id(), word(progress), Timestamps.of(at)))
        .map(rows -> rows == 1);
  }

  Uni<Integer> change(UUID memberId, Imports.Progress progress) {
    return queries.change(
        CHANGE, Tuple.of(memberId, progress.id(), word(progress), progress.report().toString()));
  }

  Uni<Optional<Imports.Progress>> find(UUID memberId, UUID importId) {
    return queries.first(ONE, Tuple.of(memberId, importId), this::progress);
  }

  Uni<Integer> refuseRunning(JsonNode report) {
    return queries.change(REFUSE_RUNNING, Tuple.of(report.toString()));
  }

  private Imports.Progress progress(Row row) {
    return new Imports.Progress(
        row.getUUID(0),
        Imports.State.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
        report(row.getString(2)));
  }

  private JsonNode report(String text) {
    try {
      return text == null ? null : json.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("a stored report must be JSON", broken);
    }
  }

  private static String word(Imports.Progress progress) {
    return progress.state().name().toLowerCase(Locale.ROOT);
  }
}
