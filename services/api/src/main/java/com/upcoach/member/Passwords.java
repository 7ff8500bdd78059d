package com.upcoach.member;

import com.upcoach.coalesce.LaneRejectedException;
import com.upcoach.outcome.Outcome;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Hashes and checks passwords with Argon2id (RFC 9106), off the event loop.
///
/// Each thread hashes one password at a time; further ones wait in a bounded queue that serves
/// clients round-robin. One hash takes `memoryKib` of memory, so hashing takes at most that times
/// the number of threads.
public final class Passwords implements AutoCloseable {

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  /// Queued passwords per thread: about two seconds of hashing. Beyond that, refusing a request is
  /// better than letting it wait.
  private static final int MAX_QUEUED_PER_THREAD = 32;

  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

  private final Cost cost;
  private final SecureRandom random;
  private final PasswordQueue queue;
  private final String decoy;

  /// The cost parameters of Argon2id.
  ///
  /// @param memoryKib in KiB; OWASP recommends 19,456 with two passes
  /// @param passes over that memory
  public record Cost(int memoryKib, int passes) {}

  /// @param threads the number of passwords hashed in parallel, at most one for each core
  public Passwords(Cost cost, int threads, SecureRandom random) {
    this.cost = cost;
    this.random = random;
    ThreadFactory names = Thread.ofPlatform().daemon().name("password-", 0).factory();
    this.queue = new PasswordQueue(threads, threads * MAX_QUEUED_PER_THREAD, names);
    this.decoy = hashNow("no password hashes to this on purpose");
  }

  /// The hash with its salt and cost, in PHC string format, without a check of the password policy.
  ///
  /// @param client the client for the fairness of the queue
  public Uni<String> hash(String password, Object client) {
    return work(client, () -> hashNow(password));
  }

  /// The hash of a new password that meets the [PasswordPolicy].
  ///
  /// @param client the client for the fairness of the queue
  /// @return refused with [MemberRefusal.WeakPassword] where it is easily guessed
  Uni<Outcome<String>> hash(NewPassword chosen, Object client) {
    return work(
        client,
        () ->
            PasswordPolicy.fault(chosen.text(), chosen.email(), chosen.name())
                .map(
                    reason ->
                        Outcome.<String>refused(
                            new MemberRefusal.WeakPassword(chosen.field(), reason)))
                .orElseGet(() -> Outcome.done(hashNow(chosen.text()))));
  }

  /// Whether the password matches the hash.
  ///
  /// @param client the client for the fairness of the queue
  public Uni<Boolean> matches(String password, String hash, Object client) {
    return work(client, () -> matchesNow(password, hash));
  }

  /// Checks the password against a decoy hash and returns false. It serves unknown e-mails, so that
  /// the response time does not reveal accounts.
  ///
  /// @param client the client for the fairness of the queue
  public Uni<Boolean> matchesDecoy(String password, Object client) {
    return work(client, () -> matchesNow(password, decoy)).replaceWith(false);
  }

  @Override
  public void close() {
    queue.close();
  }

  private <T> Uni<T> work(Object client, Supplier<T> hashing) {
    return Uni.createFrom()
        .<T>emitter(emitter -> queue.add(client, task(hashing, emitter)))
        .emitOn(Infrastructure.getDefaultExecutor());
  }

  private static <T> PasswordQueue.Task task(Supplier<T> hashing, UniEmitter<? super T> emitter) {
    return new PasswordQueue.Task() {
      @Override
      public void run() {
        try {
          emitter.complete(hashing.get());
        } catch (RuntimeException | Error failure) {
          emitter.fail(failure);
        }
      }

      @Override
      public void refused(LaneRejectedException refusal) {
        emitter.fail(refusal);
      }
    };
  }

  private String hashNow(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
        .formatted(
            cost.memoryKib(),
            cost.passes(),
            ENCODER.encodeToString(salt),
            ENCODER.encodeToString(derived(password, salt, cost)));
  }

  private static boolean matchesNow(String password, String hash) {
    String[] parts = hash.split("\\$", -1);
    String[] numbers = parts[3].split("[=,]", -1);
    Cost cost = new Cost(Integer.parseInt(numbers[1]), Integer.parseInt(numbers[3]));
    byte[] salt = Base64.getDecoder().decode(parts[4]);
    byte[] expected = Base64.getDecoder().decode(parts[5]);
    return MessageDigest.isEqual(expected, derived(password, salt, cost));
  }

  private static byte[] derived(String password, byte[] salt, Cost cost) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.passes())
            .withParallelism(1)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[HASH_BYTES];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
