package com.upcoach.server;

import com.upcoach.http.StorageFailures;
import com.upcoach.http.StorageState;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// The readiness check for free disk space.
///
/// After the database has refused a statement because its disk is full, the check writes a
/// temporary table. So it succeeds as soon as there is space again.
@Readiness
@Singleton
final class StorageCheck implements AsyncHealthCheck {

  private static final String NAME = "storage";
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /// Writes a few pages of a temporary table, which the commit drops.
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
        .deferred(() -> UniHelper.toUni(pool.query(STORE).execute()))
        .ifNoItem()
        .after(TIMEOUT)
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
