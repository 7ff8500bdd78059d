package com.upcoach.settings;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Our settings in the words of Quarkus.
public final class QuarkusProperties {

  private QuarkusProperties() {}

  /// What Quarkus is to be started with: its own properties, and each of our settings as
  /// `upcoach.<key>`, from which [Wiring] makes them again inside.
  public static Map<String, String> of(Settings settings) {
    var properties = new HashMap<String, String>();
    properties.put("quarkus.http.host", settings.host());
    properties.put("quarkus.http.port", Integer.toString(settings.port()));
    // The transport's limit is the larger one; the edge holds other bodies to theirs.
    properties.put(
        "quarkus.http.limits.max-body-size",
        Long.toString(Math.max(settings.bodyLimitBytes(), settings.importLimitBytes())));
    properties.put("quarkus.http.idle-timeout", settings.idleTimeout().toSeconds() + "S");
    // One a core: twice as many would halve the batches, and double the connections.
    properties.put(
        "quarkus.vertx.event-loops-pool-size",
        Integer.toString(Runtime.getRuntime().availableProcessors()));
    // RouteFilter refuses more than the runtime would, with a problem document.
    properties.put("vertx.disableURIValidation", "true");
    properties.put("quarkus.log.level", settings.logLevel());
    properties.put("quarkus.log.console.json.enabled", Boolean.toString(settings.logsJson()));
    Arrays.stream(Setting.values())
        .forEach(setting -> properties.put(setting.property(), settings.text(setting)));
    return properties;
  }
}
