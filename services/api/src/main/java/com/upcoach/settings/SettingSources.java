package com.upcoach.settings;

import com.upcoach.settings.Settings.ConfiguredValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads settings from their sources: flags override environment variables, which override one
/// file.
public final class SettingSources {

  /// The name of the default settings file, in the data folder.
  public static final String DEFAULT_FILE = "upcoach.properties";

  private static final String PREFIX = "UPCOACH_";

  /// Variables of the shell script that starts Java, which are not settings.
  private static final Set<String> SCRIPT_VARIABLES =
      Set.of("UPCOACH_JAVA_HOME", "UPCOACH_JAVA_OPTS", "UPCOACH_RESTART");

  private SettingSources() {}

  /// Reads all settings.
  ///
  /// @param flags the values of the command line, by key
  /// @param environment the environment variables of the process
  /// @param file a file that must exist; empty for the default file, which may be missing
  /// @throws UsageFailure on the first unknown name or invalid value
  public static Settings read(
      Map<String, String> flags, Map<String, String> environment, Optional<Path> file) {
    var values = new EnumMap<Setting, ConfiguredValue>(Setting.class);
    flags.forEach(
        (key, value) ->
            values.put(
                settingOf(key, "the flags"), new ConfiguredValue(value, "the flag --" + key)));
    ofEnvironment(environment).forEach(values::putIfAbsent);
    var before = Settings.of(setting -> Optional.ofNullable(values.get(setting)));
    var defaultFile = before.data().resolve(DEFAULT_FILE);
    if (file.isPresent()) {
      ofFile(file.get()).forEach(values::putIfAbsent);
    } else if (Files.exists(defaultFile)) {
      var inside = ofFile(defaultFile);
      refuseDataFolderIn(inside);
      inside.forEach(values::putIfAbsent);
    }
    return Settings.of(setting -> Optional.ofNullable(values.get(setting)));
  }

  private static Map<Setting, ConfiguredValue> ofEnvironment(Map<String, String> environment) {
    var byVariable = new HashMap<String, Setting>();
    Arrays.stream(Setting.values()).forEach(setting -> byVariable.put(setting.variable(), setting));
    var values = new EnumMap<Setting, ConfiguredValue>(Setting.class);
    environment.forEach(
        (name, value) -> {
          if (!name.startsWith(PREFIX) || SCRIPT_VARIABLES.contains(name)) {
            return;
          }
          var setting = byVariable.get(name);
          if (setting == null) {
            throw new UsageFailure(
                "The environment sets %s, which is not a setting%s"
                    .formatted(name, NameSuggestion.question(name, byVariable.keySet())));
          }
          values.put(setting, new ConfiguredValue(value, "the variable " + name));
        });
    return values;
  }

  private static Map<Setting, ConfiguredValue> ofFile(Path file) {
    var values = new EnumMap<Setting, ConfiguredValue>(Setting.class);
    var lines = lines(file);
    for (int index = 0; index < lines.size(); index++) {
      var line = lines.get(index).strip();
      var place = file + ":" + (index + 1);
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      var parts = line.split("=", 2);
      if (parts.length != 2) {
        throw new UsageFailure(place + ": a line must be key=value");
      }
      var setting = settingOf(parts[0].strip(), place);
      if (values.put(setting, new ConfiguredValue(parts[1].strip(), place)) != null) {
        throw new UsageFailure(
            "%s: %s is set a second time: delete one of them".formatted(place, setting.key()));
      }
    }
    return values;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UsageFailure(
          "The settings file %s cannot be read: name another with --config".formatted(file), e);
    }
  }

  private static void refuseDataFolderIn(Map<Setting, ConfiguredValue> inside) {
    if (inside.containsKey(Setting.DATA)) {
      throw new UsageFailure(
          "%s: data cannot be set in the folder that it names: use --data or %s"
              .formatted(inside.get(Setting.DATA).source(), Setting.DATA.variable()));
    }
  }

  private static Setting settingOf(String key, String place) {
    return Setting.named(key)
        .orElseThrow(
            () ->
                new UsageFailure(
                    "%s: there is no setting %s%s"
                        .formatted(place, key, NameSuggestion.question(key, keys()))));
  }

  private static List<String> keys() {
    return Arrays.stream(Setting.values()).map(Setting::key).toList();
  }
}
