package com.upcoach.graphql;

import static com.upcoach.graphql.GraphApiTest.ask;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.upcoach.server.Answer;
import com.upcoach.server.Api;
import com.upcoach.server.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A server that accepts only registered operations (persisted queries).
@QuarkusTest
@TestProfile(PersistedOnlyTest.PersistedOnly.class)
class PersistedOnlyTest extends ApiTest {

  public static final class PersistedOnly implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("upcoach.graphql-operations", "registered");
    }
  }

  @Test
  void unregistered_documents_are_refused_and_registered_ones_may_be_sent_as_text()
      throws IOException {
    Api ada = person().api().with("Accept", "application/graphql-response+json");
    Answer refused = ask(ada, "{ habits { nodes { id } } }");
    assertEquals(403, refused.status());
    assertEquals(List.of("operation-not-registered"), refused.graphErrors());
    String circle = Files.readString(Path.of("../../apps/kit/operations/Circle.graphql"));
    assertEquals("[]", ask(ada, circle).at("/data/groups").toString());
    assertEquals(
        "[]",
        ada.get("/graphql?documentId=" + PersistedOperations.id(circle))
            .at("/data/groups")
            .toString());
  }
}
