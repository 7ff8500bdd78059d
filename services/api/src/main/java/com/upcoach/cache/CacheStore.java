package com.upcoach.cache;

import com.upcoach.database.Queries;
import com.upcoach.database.Timestamps;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// SQL of cache operations, each with its entry in the audit log.
@Singleton
final class CacheStore {

  private static final String SHARES = "select route, percent from cache_share";

  private static final String SET_SHARE =
      """
            with saved as (
                insert into cache_share (route, percent) values ($5, $6)
                on conflict (route) do update set percent = excluded.percent
            )
            insert into audit_entry (id, operator_id, at, action, detail)
            values ($1, $2, $3, 'cache share', $4)
            """;

  private static final String RECORD_INVALIDATION =
      """
            insert into audit_entry (id, operator_id, at, action, detail)
            values ($1, $2, $3, 'cache invalidation', $4)
            """;

  private final Queries queries;

  CacheStore(Queries queries) {
    this.queries = queries;
  }

  /// Key, author and time of an entry in the audit log.
  record AuditEntry(UUID id, UUID operatorId, Instant at) {
    private Tuple with(String detail) {
      return Tuple.of(id, operatorId, Timestamps.of(at), detail);
    }
  }

  /// Percentages that were ever set, by route.
  Uni<Map<String, Integer>> shares() {
    return queries
        .rows(SHARES, Tuple.tuple())
        .map(
            rows -> {
              Map<String, Integer> shares = new HashMap<>();
              rows.forEach(row -> shares.put(row.getString(0), row.getInteger(1)));
              return shares;
            });
  }

  Uni<Void> setShare(AuditEntry entry, CachePolicy policy, int percent) {
    Tuple arguments = entry.with("%s %d".formatted(policy.route(), percent));
    return queries
        .rows(SET_SHARE, arguments.addString(policy.route()).addInteger(percent))
        .replaceWithVoid();
  }

  Uni<Void> recordInvalidation(AuditEntry entry, String detail) {
    return queries.rows(RECORD_INVALIDATION, entry.with(detail)).replaceWithVoid();
  }
}
