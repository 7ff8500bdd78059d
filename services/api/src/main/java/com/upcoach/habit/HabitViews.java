package com.upcoach.habit;

import com.upcoach.access.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Reads single habits of the caller for GraphQL.
@ApplicationScoped
public class HabitViews {

  private final HabitWithStreaksStore store;

  public HabitViews(HabitWithStreaksStore store) {
    this.store = store;
  }

  /// Id of a habit that belongs to the caller.
  public record Key(Caller caller, UUID habitId) {}

  /// @return for each key its habit; empty where the caller has no such habit
  public Uni<List<Optional<HabitView>>> find(List<Key> keys) {
    return store
        .read(
            keys.stream()
                .map(key -> HabitWithStreaksStore.Key.one(key.caller().memberId(), key.habitId()))
                .toList())
        .map(
            rows -> {
              var indexes = keys.iterator();
              return rows.stream().map(habits -> first(habits, indexes.next().caller())).toList();
            });
  }

  Uni<Optional<HabitView>> find(Caller caller, UUID habitId) {
    return find(List.of(new Key(caller, habitId))).map(List::getFirst);
  }

  private static Optional<HabitView> first(List<HabitWithStreaks> habits, Caller caller) {
    return habits.stream().findFirst().map(habit -> HabitView.own(habit, caller));
  }
}
