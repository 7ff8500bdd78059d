package com.upcoach.settings;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The Quarkus properties that follow from our settings.
public final class QuarkusProperties {

  private QuarkusProperties() {}

  /// The properties to start Quarkus with: its own, and each of our settings as `upcoach.<key>`.
  /// The wiring in package `server` builds [Settings] from the latter.
  public static Map<String, String> of(Settings settings) {
    var properties = new HashMap<String, String>();
    properties.put("quarkus.http.host", settings.host());
    properties.put("quarkus.http.port", Integer.toString(settings.port()));
    // The limit of Quarkus is the larger of the two; BodyLimits enforces the limit of each route.
    properties.put(
        "quarkus.http.limits.max-body-size",
        Long.toString(Math.max(settings.bodyLimitBytes(), settings.importLimitBytes())));
    properties.put("quarkus.http.idle-timeout", settings.idleTimeout().toSeconds() + "S");
    // One event loop per core: twice as many would halve the batches and double the connections.
    properties.put(
        "quarkus.vertx.event-loops-pool-size",
        Integer.toString(Runtime.getRuntime().availableProcessors()));
    // RouteFilter rejects more than Vert.x would, with a problem document.
    properties.put("vertx.disableURIValidation", "true");
    properties.put("quarkus.log.level", settings.logLevel());
    properties.put("quarkus.log.console.json.enabled", Boolean.toString(settings.logsJson()));
    Arrays.stream(Setting.values())
        .forEach(setting -> properties.put(setting.property(), settings.text(setting)));
    return properties;
  }
}
