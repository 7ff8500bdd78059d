package com.upcoach.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.idempotency.IdempotencyStore.Claim;
import com.upcoach.input.UuidV7;
import com.upcoach.json.Responses;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Idempotent execution of requests with an `Idempotency-Key`.
///
/// A request claims its key before it does its work, and the values that the server chooses (an ID,
/// a code) are reserved with the claim. If the outcome of the work is unknown, it can therefore be
/// done again: it finds what the first attempt made.
@ApplicationScoped
public class IdempotentRequests {

  private static final Logger LOG = Logger.getLogger(IdempotentRequests.class);

  /// Time after which a key expires.
  static final Duration RETENTION = Duration.ofHours(24);

  /// Time after which a claimed request counts as abandoned: longer than any work waits for the
  /// database.
  static final Duration ABANDONED_AFTER = Duration.ofMinutes(1);

  private static final int FIRST_FAILURE = 500;

  private final IdempotencyStore store;
  private final UuidV7 ids;
  private final SecureRandom random;
  private final ObjectMapper json;
  private final Clock clock;

  public IdempotentRequests(
      IdempotencyStore store, UuidV7 ids, SecureRandom random, ObjectMapper json, Clock clock) {
    this.store = store;
    this.ids = ids;
    this.random = random;
    this.json = json;
    this.clock = clock;
  }

  /// Does the work of a request once for each key. A repeated request gets the same response, also
  /// if that is a rejection. Failures (5xx) are not stored; the request may be retried with the
  /// same key.
  ///
  /// @param key empty if the request has none: the work is then done without further ado
  /// @param request method and path
  /// @param body as it was sent, or a digest of it
  /// @param work may run again with the same reserved values, and has to find then what it made
  ///     before; it must not read the request any more
  public Uni<Response> once(
      Optional<String> key,
      UUID memberId,
      String request,
      byte[] body,
      Function<ReservedId, Uni<Response>> work) {
    UUID id = ids.next();
    if (key.isEmpty()) {
      return work.apply(new ReservedId(id, random));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Claim claim = new Claim(memberId, key.get(), now);
    Buffer digest = digest(request, body);
    return store
        .claim(claim, digest, id, now.minus(RETENTION), now.minus(ABANDONED_AFTER))
        .flatMap(
            outcome -> {
              if (outcome.isEmpty()) {
                return problem(IN_PROGRESS);
              }
              IdempotencyStore.KeyState found = outcome.get();
              if (found.claimed()) {
                return execute(claim, work, reserved(found.reserved()));
              }
              if (!found.requestHash().equals(digest)) {
                return problem(REUSED);
              }
              return found
                  .response()
                  .map(response -> Uni.createFrom().item(response.replayed()))
                  .orElseGet(() -> problem(IN_PROGRESS));
            });
  }

  private static ReservedId reserved(UUID id) {
    return new ReservedId(id, new SplittableRandom(id.getLeastSignificantBits()));
  }

  private Uni<Response> execute(
      Claim claim, Function<ReservedId, Uni<Response>> work, ReservedId reserved) {
    return Uni.createFrom()
        .deferred(() -> work.apply(reserved))
        .onFailure()
        .call(failure -> ignoreFailure(store.abandon(claim)))
        .call(
            response ->
                ignoreFailure(
                    response.getStatus() >= FIRST_FAILURE
                        ? store.abandon(claim)
                        : store.save(claim, StoredResponse.of(response, json))));
  }

  /// The work is done, even if its response cannot be stored. In that case a later retry does it
  /// again.
  private static Uni<Integer> ignoreFailure(Uni<Integer> statement) {
    return statement
        .onFailure()
        .invoke(
            failure ->
                LOG.warnf(
                    "The response to a request with an Idempotency-Key could not be stored: %s",
                    failure.getMessage()))
        .onFailure()
        .recoverWithItem(0);
  }

  private static final Problem IN_PROGRESS =
      Problem.of(
          ProblemKind.REQUEST_IN_PROGRESS,
          "A request with this key is still being processed; send it again to get its"
              + " response.");

  private static final Problem REUSED =
      Problem.of(
          ProblemKind.IDEMPOTENCY_KEY_REUSED,
          "This key was already used for another request, so nothing was done; use a new key"
              + " for each new request.");

  private static Uni<Response> problem(Problem problem) {
    Response response = Responses.response(problem);
    return Uni.createFrom()
        .item(
            problem.kind() == ProblemKind.REQUEST_IN_PROGRESS
                ? Response.fromResponse(response).header("Retry-After", 1).build()
                : response);
  }

  /// Deletes expired keys.
  ///
  /// @param limit maximal number of rows
  /// @return number of rows deleted
  public Uni<Integer> deleteExpired(int limit) {
    return store.deleteExpired(clock.instant().minus(RETENTION), limit);
  }

  private static Buffer digest(String request, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(request.getBytes(UTF_8));
      digest.update((byte) 0);
      return Buffer.buffer(digest.digest(body == null ? new byte[0] : body));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
