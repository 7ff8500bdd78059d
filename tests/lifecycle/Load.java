import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Members' requests to a server that is stopped, or that shares a busy machine. `members PORT
/// COUNT FILE` registers members. `closed-loop PORT FILE CONNECTIONS CHECK-INS` checks days in and
/// reads the day after each. `stop PORT FILE CONNECTIONS PID ACKNOWLEDGED` sends 80 requests a
/// second, and more on new connections, and ends the server by SIGTERM meanwhile. `verify PORT FILE
/// ACKNOWLEDGED` checks that every acknowledged check-in is stored. The exit code is 1 if a check
/// fails.
final class Load {

    private static final int A_SECOND = 80;
    private static final int SECONDS_BEFORE_STOP = 3;
    private static final int DAYS_LOOKED_AT = 4;

    /// Callers that open a new connection for each request.
    private static final int NEWCOMERS = 4;

    private static final int NEWCOMER_PAUSE_MS = 2;

    /// A closed loop ends after this time, where each request waits for its deadline.
    private static final long LONGEST_LOOP = Duration.ofMinutes(3).toNanos();

    private Load() {}

    public static void main(String... arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        boolean right =
                switch (arguments[0]) {
                    case "members" -> {
                        Member.register(
                                port, Integer.parseInt(arguments[2]), Path.of(arguments[3]));
                        yield true;
                    }
                    case "closed-loop" ->
                            closedLoop(
                                    port,
                                    Member.in(Path.of(arguments[2])),
                                    Integer.parseInt(arguments[3]),
                                    Integer.parseInt(arguments[4]));
                    case "stop" ->
                            stop(
                                    port,
                                    Member.in(Path.of(arguments[2])),
                                    Integer.parseInt(arguments[3]),
                                    Long.parseLong(arguments[4]),
                                    Path.of(arguments[5]));
                    case "verify" ->
                            isKept(
                                    port,
                                    Member.in(Path.of(arguments[2])),
                                    Path.of(arguments[3]));
                    default -> throw new IllegalArgumentException(arguments[0]);
                };
        System.exit(right ? 0 : 1);
    }

    private static void together(List<Callable<Void>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> one : threads.invokeAll(work)) {
                one.get();
            }
        }
    }

    private static boolean closedLoop(
            int port, List<Member> members, int connections, int checkIns) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        AtomicInteger left = new AtomicInteger(checkIns);
        Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
        List<Callable<Void>> callers = new ArrayList<>();
        long begun = System.nanoTime();
        for (int caller = 0; caller < connections; caller++) {
            Member member = members.get(caller % members.size());
            Random random = new Random(seed + caller);
            callers.add(
                    () -> {
                        try (Connection connection = new Connection(port)) {
                            while (left.getAndDecrement() > 0
                                    && System.nanoTime() - begun < LONGEST_LOOP) {
                                checkInAndLook(connection, member, random, answers);
                            }
                        }
                        return null;
                    });
        }
        together(callers);
        System.out.printf(
                "%d connections in a closed loop for %d s, seed %d: %s%n",
                connections, (System.nanoTime() - begun) / 1_000_000_000, seed, answers);
        return answers.keySet().stream().allMatch(answer -> answer.contains(" 200"));
    }

    private static void checkInAndLook(
            Connection connection,
            Member member,
            Random random,
            Map<String, LongAdder> answers)
            throws IOException {
        LocalDate day = Member.FIRST_DAY.plusDays(random.nextInt(Member.DAYS));
        count(
                answers,
                "check-in",
                connection.send(
                        "PUT",
                        member.checkInPath(day),
                        member.token(),
                        "{\"amount\":" + (1 + random.nextInt(9)) + "}"));
        count(answers, "today", connection.send("GET", "/v1/today", member.token(), ""));
    }

    private static void count(
            Map<String, LongAdder> answers, String request, Connection.Response response) {
        String problem = response.status() == 200 ? "" : " " + response.body();
        answers.computeIfAbsent(
                        request + " " + response.status() + problem, answer -> new LongAdder())
                .increment();
    }

    /// Responses and failures that the callers had during a stop.
    private static final class Seen {
        private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
        private final LongAdder answered = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private final LongAdder announced = new LongAdder();
        private final LongAdder lost = new LongAdder();
        private final LongAdder newcomers = new LongAdder();
        private volatile long signalAt = Long.MAX_VALUE;
        private final LongAdder unannouncedLate = new LongAdder();
    }

    private static boolean stop(
            int port, List<Member> members, int connections, long pid, Path acknowledged)
            throws Exception {
        Seen seen = new Seen();
        List<Callable<Void>> work = new ArrayList<>();
        for (int caller = 0; caller < connections; caller++) {
            int number = caller;
            work.add(() -> callUntilStopped(port, members, number, connections, seen));
        }
        for (int caller = 0; caller < NEWCOMERS; caller++) {
            work.add(() -> connectUntilStopped(port, seen));
        }
        work.add(
                () -> {
                    Thread.sleep(SECONDS_BEFORE_STOP * 1_000L);
                    seen.signalAt = System.nanoTime();
                    ProcessHandle.of(pid).orElseThrow().destroy();
                    return null;
                });
        together(work);
        Files.write(
                acknowledged,
                new TreeMap<>(seen.acknowledged)
                        .entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).toList());
        System.out.printf(
                "%d connections and SIGTERM: %d answered, of them %d announced the end; %d refused;"
                        + " %d answered on connections of their own; %d lost; %d without announcement"
                        + " after the delay began%n",
                connections,
                seen.answered.sum(),
                seen.announced.sum(),
                seen.refused.sum(),
                seen.newcomers.sum(),
                seen.lost.sum(),
                seen.unannouncedLate.sum());
        return seen.lost.sum() == 0
                && seen.refused.sum() == 0
                && seen.unannouncedLate.sum() == 0
                && seen.announced.sum() >= connections;
    }

    /// Half of the callers keep a connection for as long as they may, the others use each for a few
    /// requests. A connection that cannot be made any more ends it.
    private static Void callUntilStopped(
            int port, List<Member> members, int number, int connections, Seen seen)
            throws Exception {
        Member member = members.get(number % members.size());
        Connection connection = new Connection(port);
        try {
            for (int turn = 0; ; turn++) {
                Thread.sleep(1_000L * connections / A_SECOND);
                boolean stopping = System.nanoTime() - seen.signalAt > 0;
                if (connection.isOver(stopping) || (number % 2 == 1 && turn % 5 == 4)) {
                    connection.close();
                    connection = new Connection(port);
                }
                request(connection, member, number, turn, seen);
            }
        } catch (ConnectException stopped) {
            return null;
        } finally {
            connection.close();
        }
    }

    private static void request(
            Connection connection, Member member, int number, int turn, Seen seen) {
        LocalDate day = Member.FIRST_DAY.plusDays(number * 50L + turn % 50);
        boolean looks = turn % DAYS_LOOKED_AT == 0;
        long sentAt = System.nanoTime();
        try {
            Connection.Response response =
                    looks
                            ? connection.send("GET", "/v1/today", member.token(), "")
                            : connection.send(
                                    "PUT",
                                    member.checkInPath(day),
                                    member.token(),
                                    "{\"amount\":" + (turn + 1) + "}");
            if (response.status() != 200) {
                seen.refused.increment();
                System.out.println(response);
                return;
            }
            seen.answered.increment();
            seen.announced.add(response.closing() ? 1 : 0);
            if (!response.closing() && sentAt - seen.signalAt > 150_000_000L) {
                seen.unannouncedLate.increment();
            }
            if (!looks) {
                seen.acknowledged.put(number % 1_000 + " " + day, turn + 1);
            }
        } catch (IOException lost) {
            lost(seen, lost);
        }
    }

    private static void lost(Seen seen, IOException lost) {
        seen.lost.increment();
        System.out.printf(
                "lost %d ms after the signal: %s%n",
                (System.nanoTime() - seen.signalAt) / 1_000_000, lost);
    }

    /// A connection is answered, or refused when it is made; it is never made and then reset.
    private static Void connectUntilStopped(int port, Seen seen) throws Exception {
        while (true) {
            try (Connection connection = new Connection(port)) {
                if (connection.send("GET", "/livez", "", "").status() == 200) {
                    seen.newcomers.increment();
                } else {
                    seen.refused.increment();
                }
            } catch (ConnectException stopped) {
                return null;
            } catch (IOException lost) {
                lost(seen, lost);
            }
            Thread.sleep(NEWCOMER_PAUSE_MS);
        }
    }

    private static boolean isKept(int port, List<Member> members, Path acknowledged)
            throws IOException {
        int missing = 0;
        List<String> lines = Files.readAllLines(acknowledged);
        try (Connection connection = new Connection(port)) {
            for (String line : lines) {
                String[] parts = line.split(" ");
                Member member = members.get(Integer.parseInt(parts[0]) % members.size());
                LocalDate day = LocalDate.parse(parts[1]);
                Connection.Response found =
                        connection.send(
                                "GET",
                                "/v1/habits/%s/check-ins?from=%s&to=%s"
                                        .formatted(member.habit(), day, day),
                                member.token(),
                                "");
                if (!found.body().contains("\"amount\":" + parts[2] + ",")) {
                    missing++;
                    System.out.println(line + " was acknowledged, and there is " + found.body());
                }
            }
        }
        System.out.printf("%d acknowledged check-ins, %d missing%n", lines.size(), missing);
        return missing == 0 && !lines.isEmpty();
    }
}
