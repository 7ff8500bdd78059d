package com.upcoach.server;

import com.upcoach.http.StorageFailures;
import com.upcoach.http.StorageState;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready means that there is room to store what members send.
///
/// A database that has refused a statement for want of room is asked to store something that is
/// gone again at once, so the check succeeds as soon as there is room.
@Readiness
@Singleton
final class StorageCheck implements AsyncHealthCheck {

  private static final String NAME = "storage";
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /// A few new pages of a table that no other connection sees.
  private static final String STORE =
      """
            create temporary table storage_check on commit drop as
            select md5(n::text) as filler from generate_series(1, 2000) n
            """;

  private final StorageState state = StorageState.ofProcess();
  private final Pool pool;

  @Inject
  StorageCheck(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    if (state.dataDiskIsFull() || !state.databaseDiskIsFull()) {
      return Uni.createFrom().item(this::response);
    }
    return Uni.createFrom()
        .completionStage(() -> pool.query(STORE).execute().toCompletionStage())
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .invoke(stored -> state.storedByDatabase())
        .onFailure(failure -> !StorageFailures.isFull(failure))
        .invoke(otherFailure -> state.storedByDatabase())
        .map(stored -> response())
        .onFailure()
        .recoverWithItem(this::response);
  }

  private HealthCheckResponse response() {
    var response = HealthCheckResponse.named(NAME);
    state.reason().ifPresent(reason -> response.withData("reason", reason));
    return response.status(state.reason().isEmpty()).build();
  }
}
