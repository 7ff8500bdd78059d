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

/// The door to requests that may be sent twice.
///
/// A request with a key claims it before it does its work, and what the server chooses (an id, a
/// code) is chosen with the claim. So if nobody knows whether the work was done, it can be done
/// again: it finds what is there.
@ApplicationScoped
public class IdempotentRequests {

  private static final Logger LOG = Logger.getLogger(IdempotentRequests.class);

  /// How long a key counts.
  static final Duration KEPT = Duration.ofHours(24);

  /// After so long whoever claimed it is taken to have died over it: longer than any work waits
  /// for the database.
  static final Duration LEFT_AFTER = Duration.ofMinutes(1);

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

  /// Does the work of a request, once for each key: whoever sends it again is given the same
  /// reply, a refusal too. What fails is not kept, and may be tried again with the key.
  ///
  /// @param key empty where the request has none: then the work is done and nothing else
  /// @param request method and path
  /// @param body as it was sent, or a digest of it
  /// @param work may be done again with what was chosen before, and has to find then what it
  /// has made; it must take nothing from the request any more
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
        .claim(claim, digest, id, now.minus(KEPT), now.minus(LEFT_AFTER))
        .flatMap(
            there -> {
              if (there.isEmpty()) {
                return problem(IN_PROGRESS);
              }
              IdempotencyStore.Found found = there.get();
              if (found.claimed()) {
                return done(claim, work, chosen(found.chosen()));
              }
              if (!found.request().equals(digest)) {
                return problem(REUSED);
              }
              return found
                  .reply()
                  .map(reply -> Uni.createFrom().item(reply.replayed()))
                  .orElseGet(() -> problem(IN_PROGRESS));
            });
  }

  private static ReservedId chosen(UUID id) {
    return new ReservedId(id, new SplittableRandom(id.getLeastSignificantBits()));
  }

  private Uni<Response> done(
      Claim claim, Function<ReservedId, Uni<Response>> work, ReservedId chosen) {
    return Uni.createFrom()
        .deferred(() -> work.apply(chosen))
        .onFailure()
        .call(failure -> settled(store.leave(claim)))
        .call(
            response ->
                settled(
                    response.getStatus() >= FIRST_FAILURE
                        ? store.leave(claim)
                        : store.keep(claim, StoredResponse.of(response, json))));
  }

  /// The work is done, whatever becomes of its reply: if that is not kept, the work is done
  /// again for who asks again, later.
  private static Uni<Integer> settled(Uni<Integer> statement) {
    return statement
        .onFailure()
        .invoke(failure -> LOG.warnf("A reply was not kept: %s", failure.getMessage()))
        .onFailure()
        .recoverWithItem(0);
  }

  private static final Problem IN_PROGRESS =
      Problem.of(
          ProblemKind.REQUEST_IN_PROGRESS,
          "A request with this key is being carried out; send it again to be told what came"
              + " of it.");

  private static final Problem REUSED =
      Problem.of(
          ProblemKind.IDEMPOTENCY_KEY_REUSED,
          "This key was sent with another request before, and nothing was done; make a new"
              + " one for each thing that you make.");

  private static Uni<Response> problem(Problem problem) {
    Response response = Responses.response(problem);
    return Uni.createFrom()
        .item(
            problem.kind() == ProblemKind.REQUEST_IN_PROGRESS
                ? Response.fromResponse(response).header("Retry-After", 1).build()
                : response);
  }

  /// Removes keys that count no more, where there are any.
  ///
  /// @param most rows
  /// @return how many there were
  public Uni<Integer> forget(int most) {
    return store.forget(clock.instant().minus(KEPT), most);
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
