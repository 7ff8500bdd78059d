package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.upcoach.database.TestDatabaseResource;
import com.upcoach.session.Sessions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;

/// The base class of API tests: a running server with a real database and a test clock.
@QuarkusTestResource(TestDatabaseResource.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
public abstract class ApiTest {

  /// The test classes that have started in this run.
  static final Set<String> BEGUN = ConcurrentHashMap.newKeySet();

  protected static final String PASSWORD = "correct horse battery";

  @TestHTTPResource protected URI address;
  @Inject protected Sessions sessions;
  @Inject protected TestClock clock;

  /// A member and its device.
  ///
  /// @param api signed in as the member
  public record Person(UUID id, String email, String token, Api api) {

    /// Defines a habit.
    ///
    /// @return its id
    public String habit(String body) {
      Answer answer = api.post("/v1/habits", body);
      assertEquals(201, answer.status(), answer.body());
      return answer.text("/id");
    }

    public Answer checkIn(String habit, String day, String body) {
      return api.put("/v1/habits/" + habit + "/check-ins/" + day, body);
    }
  }

  @BeforeEach
  void resetClock() {
    BEGUN.add(getClass().getName());
    clock.set(TestClock.START);
  }

  /// A client that is not signed in.
  protected Api visitor() {
    return Api.at(URI.create(address.toString().replaceAll("/$", "")));
  }

  protected Person person() {
    return person("{}");
  }

  /// @param fields the optional fields of the registration, as a JSON object
  protected Person person(String fields) {
    UUID id = UUID.randomUUID();
    String email = id + "@example.org";
    String more = fields.replaceAll("^\\{|}$", "");
    Answer answer =
        visitor()
            .post(
                "/v1/members",
                "{\"id\":\"%s\",\"email\":\"%s\",\"password\":\"%s\",\"name\":\"Ada\"%s}"
                    .formatted(id, email, PASSWORD, more.isBlank() ? "" : "," + more));
    assertEquals(201, answer.status(), answer.body());
    String token = sessions.open(id, "test").await().indefinitely().token();
    return new Person(id, email, token, visitor().signedIn(token));
  }

  /// A new member with a role, which is set in the database: no request can create the first admin.
  protected Person person(com.upcoach.access.Role role) {
    Person person = person();
    Rows.change("update member set role = ? where member_id = ?", role.word(), person.id());
    return person;
  }
}
