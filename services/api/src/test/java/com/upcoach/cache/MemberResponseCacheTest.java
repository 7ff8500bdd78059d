package com.upcoach.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.upcoach.coalesce.cache.Generations;
import com.upcoach.coalesce.nodes.InvalidationBus;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MemberResponseCacheTest {

  @Test
  void without_memory_the_cache_is_off_whatever_operators_set() {
    MemberResponseCache none =
        new MemberResponseCache(
            0,
            InvalidationBus.singleNode(new Generations(64)),
            Optional.empty(),
            true,
            Clock.systemUTC(),
            System::nanoTime,
            () -> 0.5,
            (caller, now) -> {});
    for (CachePolicy policy : CachePolicy.values()) {
      none.setShare(policy, 100);
      assertEquals(0, none.share(policy));
      assertFalse(none.takes(policy, UUID.randomUUID()));
    }
  }
}
