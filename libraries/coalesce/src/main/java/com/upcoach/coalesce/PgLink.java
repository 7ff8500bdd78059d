package com.upcoach.coalesce;

import com.upcoach.coalesce.RefusedException.Reason;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.function.Consumer;

/// One connection to a PostgreSQL, made again whenever it is lost. Statements go out one behind the
/// other without waiting for answers.
///
/// Belongs to the event loop that it was made on.
final class PgLink {

    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 500;

    /// A statement without an answer for so long means that the connection is dead without a word.
    private static final Duration DEAD_AFTER = Duration.ofSeconds(20);

    /// SQLSTATE classes that say that the server is not there: connection failure, operator
    /// intervention (of which a cancelled statement is none).
    private static final String CONNECTION = "08";

    private static final String INTERVENTION = "57P";

    private final Vertx vertx;
    private final PgConnectOptions options;
    private final Lane lane;
    private final Consumer<String> says;

    private PgConnection connection;
    private long pause = FIRST_PAUSE_MS;
    private boolean closed;
    private boolean saidDown;
    private int underWay;
    private long lastAnswer;
    private boolean cancelling;

    /// @param lane opened when the connection is there, held when it is lost
    /// @param says is told, in one line each, when the database is lost and when it is back
    PgLink(Vertx vertx, PgConnectOptions options, Lane lane, Consumer<String> says) {
        this.vertx = vertx;
        this.options = options;
        this.lane = lane;
        this.says = says;
    }

    void connect() {
        if (closed) {
            return;
        }
        PgConnection.connect(vertx, options)
                .onSuccess(this::connected)
                .onFailure(this::notConnected);
    }

    /// Runs a prepared statement. Fails with a [RefusedException] where the database is away.
    Future<RowSet<Row>> run(String sql, Tuple arguments) {
        if (connection == null) {
            return Future.failedFuture(new RefusedException(lane.name(), Reason.DOWN));
        }
        if (underWay++ == 0) {
            lastAnswer = System.nanoTime();
        }
        return connection
                .preparedQuery(sql)
                .execute(arguments)
                .onComplete(
                        answered -> {
                            underWay--;
                            lastAnswer = System.nanoTime();
                        })
                .recover(failure -> Future.failedFuture(translated(failure)));
    }

    /// Ends the statement that the database is at, for nobody waits for it any more.
    void cancel() {
        if (connection != null && !cancelling) {
            cancelling = true;
            connection.cancelRequest().onComplete(asked -> cancelling = false);
        }
    }

    /// To be called now and then: gives a connection up that has been silent for too long.
    void check() {
        boolean silent = underWay > 0 && System.nanoTime() - lastAnswer > DEAD_AFTER.toNanos();
        if (silent && connection != null) {
            connection.close();
        }
    }

    Future<Void> close() {
        closed = true;
        return connection == null ? Future.succeededFuture() : connection.close();
    }

    private void connected(PgConnection made) {
        if (closed) {
            made.close();
            return;
        }
        connection = made;
        pause = FIRST_PAUSE_MS;
        underWay = 0;
        // Failures show at the statements that they fail.
        made.exceptionHandler(failed -> {});
        made.closeHandler(gone -> lost());
        if (saidDown) {
            saidDown = false;
            says.accept(lane.name() + ": the database is back");
        }
        lane.open();
    }

    private void lost() {
        connection = null;
        lane.hold();
        if (!closed) {
            sayDown("the connection was lost");
            connect();
        }
    }

    private void notConnected(Throwable failure) {
        sayDown(String.valueOf(failure.getMessage()));
        vertx.setTimer(pause, again -> connect());
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }

    private void sayDown(String why) {
        if (!saidDown) {
            saidDown = true;
            says.accept("%s: the database is away (%s)".formatted(lane.name(), why));
        }
    }

    private Throwable translated(Throwable failure) {
        boolean away =
                failure instanceof PgException refused
                        ? refused.getSqlState() != null
                                && (refused.getSqlState().startsWith(CONNECTION)
                                        || refused.getSqlState().startsWith(INTERVENTION))
                        : failure instanceof io.vertx.core.VertxException
                                || failure instanceof java.io.IOException;
        return away ? new RefusedException(lane.name(), Reason.DOWN) : failure;
    }
}
