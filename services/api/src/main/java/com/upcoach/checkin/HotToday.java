package com.upcoach.checkin;

import com.upcoach.access.Caller;
import com.upcoach.json.JsonBytes;
import com.upcoach.route.HotRoute;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Fast path of `GET /v1/today`.
@Singleton
final class HotToday implements HotRoute {

  private static final String PATH = "/v1/today";

  private final Today today;

  HotToday(Today today) {
    this.today = today;
  }

  @Override
  public Class<?> resource() {
    return TodayResource.class;
  }

  @Override
  public String method() {
    return "today";
  }

  @Override
  public boolean matches(String path) {
    return path.equals(PATH);
  }

  @Override
  public Uni<Optional<byte[]>> json(Caller caller, String path) {
    return today.of(caller).map(view -> Optional.of(JsonBytes.of(view, TodayJson::write)));
  }
}
