package com.upcoach.habit;

import com.upcoach.access.Caller;
import com.upcoach.book.Habit;
import com.upcoach.input.Parameters;
import com.upcoach.json.JsonBytes;
import com.upcoach.outcome.Outcome;
import com.upcoach.route.HotRoute;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Fast path of `GET /v1/habits/{id}`.
@Singleton
final class HotHabit implements HotRoute {

  private static final String BEFORE_ID = "/v1/habits/";

  private final Habits habits;

  HotHabit(Habits habits) {
    this.habits = habits;
  }

  @Override
  public Class<?> resource() {
    return HabitResource.class;
  }

  @Override
  public String method() {
    return "one";
  }

  @Override
  public boolean matches(String path) {
    return path.startsWith(BEFORE_ID) && Parameters.isId(path.substring(BEFORE_ID.length()));
  }

  @Override
  public Uni<Optional<byte[]>> json(Caller caller, String path) {
    return habits
        .find(caller.memberId(), Parameters.id(path.substring(BEFORE_ID.length())))
        .map(
            outcome ->
                switch (outcome) {
                  case Outcome.Done<Habit>(Habit habit) ->
                      Optional.of(JsonBytes.of(habit, HabitJson::write));
                  case Outcome.Refused<Habit> refused -> Optional.empty();
                });
  }
}
