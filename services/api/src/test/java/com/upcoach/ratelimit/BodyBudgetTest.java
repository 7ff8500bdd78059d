package com.upcoach.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.upcoach.ratelimit.RateLimits.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BodyBudgetTest {

  private static final Client ADA = new Client.Member(new UUID(1, 1));
  private static final Client BEA = new Client.Member(new UUID(2, 2));

  /// 1,600 bytes: 1,200 for members and 400 for others; 300 for one member and 100 for one address.
  private final BodyBudget budget = new BodyBudget(1_600, 100);

  private static Client address(int number) {
    return new Client.Address(false, number);
  }

  private BodyBudget.Granted granted(Client client, long length) {
    return assertInstanceOf(BodyBudget.Granted.class, budget.reserve(client, length));
  }

  @Test
  void one_member_may_reserve_a_quarter_of_the_members_total() {
    List<BodyBudget.Granted> held = new ArrayList<>();
    for (int body = 0; body < 3; body++) {
      held.add(granted(ADA, 100));
    }
    assertEquals(new BodyBudget.ClientLimitReached(), budget.reserve(ADA, 1));
    var _ = granted(BEA, 100);
    held.getFirst().release();
    var _ = granted(ADA, 100);
    assertEquals(400, budget.reserved());
  }

  @Test
  void clients_without_a_session_cannot_displace_a_member() {
    for (int number = 0; number < 4; number++) {
      var _ = granted(address(number), 100);
    }
    assertEquals(new BodyBudget.TotalLimitReached(), budget.reserve(address(5), 1));
    var _ = granted(ADA, 100);
  }

  @Test
  void a_file_counts_no_more_than_the_maximum_body() {
    var _ = granted(ADA, 1L << 40);
    assertEquals(100, budget.reserved());
  }

  @Test
  void a_refused_body_reserves_nothing_and_granted_memory_is_returned() {
    List<BodyBudget.Granted> held = new ArrayList<>();
    for (int times = 0; times < 50; times++) {
      if (budget.reserve(ADA, 100) instanceof BodyBudget.Granted granted) {
        held.add(granted);
      }
    }
    assertEquals(300, budget.reserved());
    held.forEach(BodyBudget.Granted::release);
    assertEquals(0, budget.reserved());
  }

  @Test
  void a_single_body_always_fits() {
    BodyBudget small = new BodyBudget(10, 100);
    assertInstanceOf(BodyBudget.Granted.class, small.reserve(ADA, 100));
    assertInstanceOf(BodyBudget.Granted.class, small.reserve(address(1), 100));
  }
}
