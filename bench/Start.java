import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Measures the start of the server and its memory under load, from outside, as an operator would.
///
/// A demo database is made once; then the server is started and stopped `ROUNDS` times on it, each time
/// from the command to the first answer that needed the database. Then it runs for a minute under load,
/// and its resident memory is read.
///
/// Run by `./upcoach bench start [--json FILE] [--prove]`.
public final class Start {

    private static final int ROUNDS = 5;
    private static final int CLIENTS = 32;
    private static final Duration LOAD = Duration.ofSeconds(60);
    private static final double MOST_SECONDS = 3.0;
    private static final double MOST_MIB = 350;

    private static final String[] DEMO = {"--members", "300", "--days", "90", "--seed", "1"};

    /// With `--prove`: long enough to miss the goal of the start.
    private static final Duration DELAY = Duration.ofSeconds(4);

    /// With `--prove`: heap that is touched from the start, to miss the goal of the memory.
    private static final String HEAVY = "-Xms700m -Xmx700m -XX:+AlwaysPreTouch";

    private record Case(
            String name, double ours, double limit, double ratio, String spread, double goal, boolean met) {}

    private record Token(String token, String habit) {}

    private final Path home;
    private final Path data;
    private final boolean prove;
    private final HttpClient http = HttpClient.newHttpClient();

    private Start(Path home, Path data, boolean prove) {
        this.home = home;
        this.data = data;
        this.prove = prove;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> flags = List.of(arguments);
        Path data = Files.createTempDirectory("upcoach-bench");
        Start bench = new Start(Path.of("").toAbsolutePath(), data, flags.contains("--prove"));
        List<Case> cases;
        try {
            cases = bench.measure();
        } finally {
            bench.run(new ProcessBuilder("rm", "-rf", data.toString()));
        }
        print(cases);
        int json = flags.indexOf("--json");
        if (json >= 0) {
            Files.writeString(Path.of(flags.get(json + 1)), json(cases));
        }
        boolean met = cases.stream().allMatch(Case::met);
        System.exit(met == bench.prove ? 1 : 0);
    }

    private List<Case> measure() throws Exception {
        Path tokens = data.resolve("tokens");
        List<String> demo = new ArrayList<>(List.of("./upcoach", "demo", "--data", data.toString()));
        demo.addAll(List.of(DEMO));
        demo.addAll(List.of("--tokens", tokens.toString()));
        System.err.println("filling a database with demo members");
        run(new ProcessBuilder(demo));
        List<Token> members = Files.readAllLines(tokens).stream().map(Start::token).toList();
        double[] seconds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            seconds[round] = startOnce(members.getFirst());
            System.err.printf(Locale.ROOT, "start %d of %d: %.2f s%n", round + 1, ROUNDS, seconds[round]);
        }
        Arrays.sort(seconds);
        double resident = residentUnderLoad(members);
        String spread = String.format(Locale.ROOT, "%.2f–%.2f", seconds[0], seconds[ROUNDS - 1]);
        return List.of(
                worse("start to first answer, s", seconds[ROUNDS / 2], MOST_SECONDS, spread),
                worse("resident after a minute of load, MiB", resident, MOST_MIB, "one run"));
    }

    private static Case worse(String name, double ours, double most, String spread) {
        return new Case(name, ours, most, ours / most, spread, 1, ours <= most);
    }

    private double startOnce(Token member) throws Exception {
        int port = freePort();
        long begin = System.nanoTime();
        if (prove) {
            Thread.sleep(DELAY);
        }
        Process server = server(port);
        try {
            awaitFirstAnswer(server, port, member);
            return (System.nanoTime() - begin) / 1e9;
        } finally {
            stop(server);
        }
    }

    private double residentUnderLoad(List<Token> members) throws Exception {
        int port = freePort();
        Process server = server(port);
        try {
            awaitFirstAnswer(server, port, members.getFirst());
            AtomicLong answered = new AtomicLong();
            AtomicLong failed = new AtomicLong();
            List<Token> willing = willing(port, members);
            System.err.printf("%d clients for %d s%n", CLIENTS, LOAD.toSeconds());
            load(port, willing, answered, failed);
            double mib = residentMib(server);
            System.err.printf(
                    Locale.ROOT,
                    "%d answers (%.0f/s), %d failed, %.0f MiB resident%n",
                    answered.get(),
                    answered.get() / (double) LOAD.toSeconds(),
                    failed.get(),
                    mib);
            if (failed.get() > 0) {
                throw new IllegalStateException(failed.get() + " requests failed under load");
            }
            return mib;
        } finally {
            stop(server);
        }
    }

    /// Members whose first habit takes a check-in for yesterday: some habits began today.
    private List<Token> willing(int port, List<Token> members) throws Exception {
        List<Token> willing = new ArrayList<>();
        for (Token member : members) {
            HttpRequest checkIn = request(port, member, true);
            if (http.send(checkIn, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                willing.add(member);
            }
        }
        if (willing.size() < members.size() / 2) {
            throw new IllegalStateException("only " + willing.size() + " members take a check-in");
        }
        return willing;
    }

    /// Three reads of the day to one check-in, over all members in turn.
    private void load(int port, List<Token> members, AtomicLong answered, AtomicLong failed)
            throws InterruptedException {
        long end = System.nanoTime() + LOAD.toNanos();
        CountDownLatch done = new CountDownLatch(CLIENTS);
        for (int client = 0; client < CLIENTS; client++) {
            int first = client;
            Thread.ofPlatform()
                    .start(
                            () -> {
                                for (int turn = first; System.nanoTime() < end; turn += CLIENTS) {
                                    Token member = members.get(turn % members.size());
                                    count(request(port, member, turn % 4 == 0), answered, failed);
                                }
                                done.countDown();
                            });
        }
        done.await();
    }

    private void count(HttpRequest request, AtomicLong answered, AtomicLong failed) {
        try {
            int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            (status == 200 ? answered : failed).incrementAndGet();
        } catch (IOException broken) {
            failed.incrementAndGet();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpRequest request(int port, Token member, boolean checkIn) {
        String base = "http://127.0.0.1:" + port + "/v1/";
        HttpRequest.Builder request =
                checkIn
                        ? HttpRequest.newBuilder(
                                        URI.create(
                                                base
                                                        + "habits/"
                                                        + member.habit()
                                                        + "/check-ins/"
                                                        + LocalDate.now().minusDays(1)))
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString("{\"amount\":1}"))
                        : HttpRequest.newBuilder(URI.create(base + "today"));
        return request.header("Authorization", "Bearer " + member.token()).build();
    }

    private Process server(int port) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                "./upcoach", "run", "--data", data.toString(), "--port", "" + port)
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        if (prove) {
            builder.environment().put("UPCOACH_JAVA_OPTS", HEAVY);
        }
        return builder.start();
    }

    private void awaitFirstAnswer(Process server, int port, Token member) throws Exception {
        HttpRequest today = request(port, member, false);
        while (true) {
            if (!server.isAlive()) {
                throw new IllegalStateException("the server ended with " + server.exitValue());
            }
            try {
                if (http.send(today, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.sleep(10);
            }
        }
    }

    private static void stop(Process server) throws InterruptedException {
        server.destroy();
        if (!server.waitFor(60, TimeUnit.SECONDS)) {
            server.destroyForcibly();
            throw new IllegalStateException("the server did not stop within a minute");
        }
    }

    private static double residentMib(Process server) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToDouble(kib -> Double.parseDouble(kib) / 1024)
                .findFirst()
                .orElseThrow();
    }

    private static Token token(String line) {
        String[] words = line.split(" ", 4);
        return new Token(words[1], words[2]);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void run(ProcessBuilder builder) throws Exception {
        Process process =
                builder.directory(home.toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(builder.command() + " ended with " + process.exitValue());
        }
    }

    private static void print(List<Case> cases) {
        String form = "%-40s %10s %10s %8s %14s %6s%n";
        System.out.printf(form, "case", "ours", "limit", "ratio", "spread", "met");
        for (Case one : cases) {
            System.out.printf(
                    form,
                    one.name(),
                    number(one.ours()),
                    number(one.limit()),
                    number(one.ratio()),
                    one.spread(),
                    one.met() ? "yes" : "no");
        }
    }

    private static String json(List<Case> cases) {
        List<String> rows =
                cases.stream()
                        .map(
                                one ->
                                        "{\"name\":\"%s\",\"ours\":%s,\"limit\":%s,\"ratio\":%s,\"spread\":\"%s\",\"goal\":%s,\"met\":%s}"
                                                .formatted(
                                                        one.name(),
                                                        number(one.ours()),
                                                        number(one.limit()),
                                                        number(one.ratio()),
                                                        one.spread(),
                                                        number(one.goal()),
                                                        one.met()))
                        .toList();
        return "{\"cases\":[" + String.join(",", rows) + "]}\n";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
