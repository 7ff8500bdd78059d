package com.upcoach.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.upcoach.access.Access;
import com.upcoach.access.CurrentCaller;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SessionFilterTest {

  /// A filter without sessions, for routes that need none.
  private final SessionFilter filter = new SessionFilter(null, new CurrentCaller(), null);

  interface Routes {
    void withoutARule();

    @Access(Access.Rule.PUBLIC)
    void openToAll();
  }

  private record Route(Method getResourceMethod) implements ResourceInfo {
    static Route of(String name) {
      try {
        return new Route(Routes.class.getDeclaredMethod(name));
      } catch (NoSuchMethodException missing) {
        throw new AssertionError(missing);
      }
    }

    @Override
    public Class<?> getResourceClass() {
      return Routes.class;
    }
  }

  private Response answer(String route) {
    return filter.check(Route.of(route)).await().indefinitely();
  }

  @Test
  void a_route_without_a_rule_is_refused_on_every_call() {
    assertEquals(403, answer("withoutARule").getStatus());
    assertEquals(403, answer("withoutARule").getStatus());
  }

  @Test
  void a_public_route_needs_no_session() {
    assertNull(answer("openToAll"));
  }
}
