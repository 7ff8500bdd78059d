import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A member that is signed in, with one habit since 2021.
record Member(String token, String habit) {

    static final LocalDate FIRST_DAY = LocalDate.of(2021, 1, 1);
    static final int DAYS = 2_100;

    private static final String PASSWORD = "a long unusual phrase";

    /// Registers members and keeps them in a file.
    static void register(int port, int count, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = new Connection(port)) {
            for (int member = 0; member < count; member++) {
                String credentials =
                        "\"email\":\"%s@example.org\",\"password\":\"%s\""
                                .formatted(UUID.randomUUID(), PASSWORD);
                made(connection, "/v1/members", "", "{" + credentials + ",\"name\":\"Ada\"}");
                String session = made(connection, "/v1/sessions", "", "{" + credentials + "}");
                String token = field("token", session);
                String habit =
                        made(
                                connection,
                                "/v1/habits",
                                token,
                                "{\"title\":\"Read\",\"start\":\"%s\",\"target\":1}"
                                        .formatted(FIRST_DAY));
                lines.add(token + " " + field("id", habit));
            }
        }
        Files.write(file, lines);
    }

    static List<Member> in(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split(" "))
                .map(parts -> new Member(parts[0], parts[1]))
                .toList();
    }

    String checkInPath(LocalDate day) {
        return "/v1/habits/" + habit + "/check-ins/" + day;
    }

    private static String made(Connection connection, String path, String token, String body)
            throws IOException {
        Connection.Response response = connection.send("POST", path, token, body);
        if (response.status() != 201) {
            throw new IOException(path + " is answered with " + response);
        }
        return response.body();
    }

    private static String field(String name, String json) {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return found.group(1);
    }
}
