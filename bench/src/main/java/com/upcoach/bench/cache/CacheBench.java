package com.upcoach.bench.cache;

import com.upcoach.bench.Bench;
import com.upcoach.bench.Options;
import com.upcoach.bench.Rounds;
import com.upcoach.bench.Row;
import com.upcoach.bench.Side;
import com.upcoach.bench.load.Generator;
import com.upcoach.bench.load.Plan;
import com.upcoach.bench.load.Requests;
import com.upcoach.bench.load.Requests.Request;
import com.upcoach.bench.load.Tally;
import com.upcoach.bench.machine.CpuTime;
import com.upcoach.bench.machine.Nginx;
import com.upcoach.bench.machine.Server;
import com.upcoach.bench.machine.Workbench;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Answers that are kept, beside the fastest that there is.
public final class CacheBench implements Bench {

    private static final String DATA = "kept";
    private static final int MEMBERS = 600;
    private static final int DAYS = 60;

    private static final String PATH = "/v1/today";
    private static final int KILOBYTE = 1_024;

    /// Members whose answers are nearest to a kilobyte.
    private static final int CHOSEN = 32;

    private static final int CONNECTIONS = 64;
    private static final int WINDOWS_OF_WARMING = 6;
    private static final double GOAL_OF_RATE = 0.9;
    private static final double GOAL_OF_CPU = 1.1;
    private static final double GOAL_OF_BYTES = 0.6;

    private static final List<String> SCREENS = List.of(PATH, "/v1/leaderboards/global/me");

    /// An answer of a member.
    @SuppressWarnings("ArrayRecordComponent") // as nginx is to serve it, and never changed
    private record Answer(String token, byte[] body, String entityTag) {}

    @Override
    public List<Row> measure(Workbench bench, Options options) throws Exception {
        Path tokens = bench.folder().resolve(DATA + ".tokens");
        bench.say("cache: filling %s with %,d members of %d days".formatted(DATA, MEMBERS, DAYS));
        Server.demo(bench, DATA, MEMBERS, DAYS, tokens);
        List<Row> rows = new ArrayList<>();
        Server.Way way = Server.Way.with(DATA);
        if (options.prove()) {
            way = way.flags("--cache-megabytes", "0");
        }
        try (Server server = Server.start(bench, way);
                HttpClient client = HttpClient.newHttpClient()) {
            List<Answer> answers = answers(client, server, tokens);
            Answer middle = answers.get(CHOSEN / 2);
            bench.say(
                    "cache: %d answers of %d to %d bytes"
                            .formatted(
                                    answers.size(),
                                    answers.getFirst().body().length,
                                    answers.getLast().body().length));
            try (Nginx nginx = Nginx.serving(bench, middle.body())) {
                rows.addAll(whole(bench, options, server, nginx, answers));
                rows.addAll(unchanged(bench, options, server, nginx, answers, client));
            }
            rows.add(bytes(bench, client, server, answers));
        }
        return rows;
    }

    private static List<Row> whole(
            Workbench bench, Options options, Server server, Nginx nginx, List<Answer> answers)
            throws Exception {
        Requests ours =
                Requests.of(
                        answers.stream()
                                .map(answer -> Request.get("kept", PATH, answer.token()))
                                .toList());
        Requests theirs =
                Requests.of(List.of(Request.get("file", Nginx.FILE, answers.getFirst().token())));
        return beside(
                bench,
                options,
                server,
                nginx,
                ours,
                theirs,
                "cached GET, 1 kB | nginx, same bytes");
    }

    private static List<Row> unchanged(
            Workbench bench,
            Options options,
            Server server,
            Nginx nginx,
            List<Answer> answers,
            HttpClient client)
            throws Exception {
        Requests ours =
                Requests.of(
                        answers.stream()
                                .map(
                                        answer ->
                                                Request.get("unchanged", PATH, answer.token())
                                                        .having(answer.entityTag()))
                                .toList());
        HttpResponse<byte[]> file =
                client.send(
                        HttpRequest.newBuilder(uri(nginx.port(), Nginx.FILE)).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        Requests theirs =
                Requests.of(
                        List.of(
                                Request.get("unchanged", Nginx.FILE, answers.getFirst().token())
                                        .having(file.headers().firstValue("ETag").orElseThrow())));
        return beside(bench, options, server, nginx, ours, theirs, "304 | nginx, 304");
    }

    /// Rates, and the processor time of a request.
    private static List<Row> beside(
            Workbench bench,
            Options options,
            Server server,
            Nginx nginx,
            Requests ours,
            Requests theirs,
            String name)
            throws Exception {
        Plan plan = Plan.Closed.lasting(options.counted());
        try (Generator one = new Generator(server.port(), ours, CONNECTIONS);
                Generator other = new Generator(nginx.port(), theirs, CONNECTIONS)) {
            for (int window = 0; window < (options.prove() ? 1 : WINDOWS_OF_WARMING); window++) {
                Tally tally = one.run(plan);
                bench.say("cache: warming up: %,.0f/s".formatted(tally.perSecond()));
            }
            List<Side.Measured> measured = new ArrayList<>();
            Side oursRate = keeping(rate(server.cpu(), one, plan), measured);
            Side theirsRate = keeping(rate(nginx.cpu(), other, plan), measured);
            Rounds rounds =
                    Rounds.interleaved(
                            options.rounds(),
                            bench::say,
                            List.of(
                                    oursRate,
                                    theirsRate,
                                    () -> Side.Measured.of(measured.get(0).cpuMicros()),
                                    () -> {
                                        double used = measured.get(1).cpuMicros();
                                        measured.clear();
                                        return Side.Measured.of(used);
                                    }));
            return List.of(
                    Row.atLeast(name, rounds.compared(0, 1), GOAL_OF_RATE),
                    Row.atMost(
                            name.split(" \\|", 2)[0] + ": CPU µs a request | nginx",
                            rounds.compared(2, 3),
                            GOAL_OF_CPU));
        }
    }

    private static Side keeping(Side side, List<Side.Measured> measured) {
        return () -> {
            measured.add(side.measure());
            return measured.getLast();
        };
    }

    private static Side rate(CpuTime cpu, Generator generator, Plan plan) {
        return () -> {
            long cpuBefore = cpu.micros();
            long before = System.nanoTime();
            Tally tally = generator.run(plan);
            if (tally.all().succeededCount() < tally.all().sentCount()) {
                throw new IllegalStateException("not all were answered: " + tally.trouble());
            }
            double seconds = (System.nanoTime() - before) / 1e9;
            double used = cpu.micros() - cpuBefore;
            return new Side.Measured(tally.perSecond(), used / seconds / tally.perSecond());
        };
    }

    /// What goes over the wire of the two screens that members look at most, as a browser asks.
    private static Row bytes(
            Workbench bench, HttpClient client, Server server, List<Answer> answers)
            throws Exception {
        long plain = 0;
        long compressed = 0;
        for (Answer answer : answers) {
            for (String screen : SCREENS) {
                plain += read(client, server, screen, answer.token(), "identity").body().length;
                compressed += read(client, server, screen, answer.token(), "br").body().length;
            }
        }
        double ours = compressed;
        double limit = plain;
        Rounds rounds =
                Rounds.interleaved(
                        1,
                        bench::say,
                        List.of(() -> Side.Measured.of(ours), () -> Side.Measured.of(limit)));
        return Row.atMost(
                "bytes on the wire, Brotli | identity", rounds.compared(0, 1), GOAL_OF_BYTES);
    }

    /// The answers that are nearest to a kilobyte, the smallest first.
    private static List<Answer> answers(HttpClient client, Server server, Path tokens)
            throws IOException, InterruptedException {
        List<Answer> all = new ArrayList<>();
        for (String line : Files.readAllLines(tokens)) {
            String token = line.split(" ", -1)[1];
            HttpResponse<byte[]> response = read(client, server, PATH, token, "identity");
            all.add(
                    new Answer(
                            token,
                            response.body(),
                            response.headers().firstValue("ETag").orElse("\"none\"")));
        }
        return all.stream()
                .sorted(Comparator.comparingInt(one -> Math.abs(one.body().length - KILOBYTE)))
                .limit(CHOSEN)
                .sorted(Comparator.comparingInt(one -> one.body().length))
                .toList();
    }

    private static HttpResponse<byte[]> read(
            HttpClient client, Server server, String path, String token, String encoding)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                client.send(
                        HttpRequest.newBuilder(uri(server.port(), path))
                                .timeout(Duration.ofSeconds(10))
                                .header("Authorization", "Bearer " + token)
                                .header("Accept-Encoding", encoding)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + " is answered with " + response.statusCode());
        }
        return response;
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
