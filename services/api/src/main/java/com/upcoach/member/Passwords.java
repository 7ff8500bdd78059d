package com.upcoach.member;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Hashes and checks passwords with Argon2id (RFC 9106), off the event loop.
///
/// As many are hashed at once as there are threads; the rest wait in line. Memory for one hash is
/// `memoryKib`, so the most that hashing ever takes is that times the threads.
public final class Passwords implements AutoCloseable {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

    private final Cost cost;
    private final SecureRandom random;
    private final ExecutorService threads;
    private final String decoy;

    /// What one hash costs.
    ///
    /// @param memoryKib in KiB; OWASP asks for 19,456 with two passes
    /// @param passes over that memory
    public record Cost(int memoryKib, int passes) {}

    /// @param threads how many passwords are hashed at once, at most one for each core
    public Passwords(Cost cost, int threads, SecureRandom random) {
        this.cost = cost;
        this.random = random;
        ThreadFactory names = Thread.ofPlatform().daemon().name("password-", 0).factory();
        this.threads = Executors.newFixedThreadPool(threads, names);
        this.decoy = hashNow("no password hashes to this on purpose");
    }

    /// The hash with its salt and cost, in PHC form.
    public Uni<String> hash(String password) {
        return work(() -> hashNow(password));
    }

    /// Whether the password is the one that was hashed.
    public Uni<Boolean> matches(String password, String hash) {
        return work(() -> matchesNow(password, hash));
    }

    /// Takes as long as a check would and answers false: for an e-mail that nobody has, so that the
    /// time does not tell whether somebody has it.
    public Uni<Boolean> matchesNobody(String password) {
        return work(() -> matchesNow(password, decoy)).replaceWith(false);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private <T> Uni<T> work(java.util.function.Supplier<T> hashing) {
        return Uni.createFrom()
                .item(hashing)
                .runSubscriptionOn(threads)
                .emitOn(Infrastructure.getDefaultExecutor());
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
