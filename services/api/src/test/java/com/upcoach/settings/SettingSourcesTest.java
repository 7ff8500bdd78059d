package com.upcoach.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingSourcesTest {

  @TempDir private Path folder;

  @Test
  void the_default_values_are_documented() {
    var usual =
        Arrays.stream(Setting.values())
            .filter(setting -> setting != Setting.DATABASE_POOL_SIZE)
            .map(setting -> setting.key() + "=" + setting.defaultValue())
            .collect(Collectors.joining("\n"));
    assertEquals(
        """
                port=8080
                host=127.0.0.1
                data=~/.upcoach
                database-url=
                database-owner-url=
                database-pooler=none
                batch-limit=256
                waiting-limit=4096
                cache-megabytes=24
                fast-path=on
                warming=on
                redis-url=
                redis-kind=standalone
                redis-master=mymaster
                redis-authority=
                redis-prefix=upcoach
                body-limit-bytes=1048576
                import-limit-bytes=33554432
                body-memory-megabytes=24
                body-bytes-per-second=1024
                head-seconds=10
                idle-seconds=75
                connection-limit=12000
                connections-per-address=256
                graphql-cost-limit=10000
                graphql-operations=any
                graphql-introspection=operators
                rate-limit=50
                rate-limit-burst=1000
                trusted-proxies=127.0.0.1, ::1
                allowed-origins=
                session-days=30
                password-memory-kib=19456
                password-iterations=2
                stop-delay-millis=300
                log-level=info
                log-format=text\
                """,
        usual);
  }

  @Test
  void every_default_value_is_allowed_by_its_setting() {
    for (var setting : Setting.values()) {
      assertTrue(setting.kind().allows(setting.defaultValue()), setting.key());
    }
  }

  @Test
  void a_flag_overrides_the_environment_which_overrides_the_file() throws IOException {
    write("port = 1", "# a comment", "", "session-days = 1", "log-level = debug");
    var settings =
        read(
            Map.of("port", "3"),
            Map.of("UPCOACH_PORT", "2", "UPCOACH_SESSION_DAYS", "2", "PATH", "/bin"));
    assertEquals(3, settings.port());
    assertEquals(2, settings.sessionLength().toDays());
    assertEquals("DEBUG", settings.logLevel());
  }

  @Test
  void an_unknown_name_in_any_source_is_refused_with_a_suggestion() throws IOException {
    assertEquals(
        "the flags: there is no setting prot: did you mean port?",
        refusal(Map.of("prot", "1"), Map.of()));
    assertEquals(
        "The environment sets UPCOACH_PROT, which is not a setting: did you mean UPCOACH_PORT?",
        refusal(Map.of(), Map.of("UPCOACH_PROT", "1")));
    write("port=1", "sesion-days=3");
    assertEquals(
        file() + ":2: there is no setting sesion-days: did you mean session-days?",
        refusal(Map.of(), Map.of()));
  }

  @Test
  void the_variables_of_the_start_script_are_ignored() {
    read(Map.of(), Map.of("UPCOACH_JAVA_HOME", "/opt/jdk", "UPCOACH_JAVA_OPTS", "-Xmx1g"));
  }

  @Test
  void an_invalid_value_is_refused_with_its_source_and_the_allowed_values() throws IOException {
    assertEquals(
        "port: \"99999\" in the variable UPCOACH_PORT is not usable: it must be a whole number from 0 to 65535",
        refusal(Map.of(), Map.of("UPCOACH_PORT", "99999")));
    write("log-format=xml");
    assertEquals(
        "log-format: \"xml\" in %s:1 is not usable: it must be one of text, json".formatted(file()),
        refusal(Map.of(), Map.of()));
  }

  @Test
  void a_file_that_sets_a_key_twice_or_its_own_data_folder_is_refused() throws IOException {
    write("port=1", "port=2");
    assertTrue(refusal(Map.of(), Map.of()).contains(":2: port is set a second time"));
    write("data=/elsewhere");
    assertTrue(refusal(Map.of(), Map.of()).contains(":1: data cannot be set"));
  }

  @Test
  void a_named_file_must_exist() {
    var failure =
        assertThrows(
            UsageFailure.class,
            () -> SettingSources.read(Map.of(), Map.of(), Optional.of(folder.resolve("none"))));
    assertTrue(failure.getMessage().contains("cannot be read"));
  }

  @Test
  void every_setting_is_a_quarkus_property_and_the_larger_body_limit_is_used() {
    var properties = QuarkusProperties.of(read(Map.of("port", "81"), Map.of()));
    for (var setting : Setting.values()) {
      assertTrue(properties.containsKey(setting.property()), setting.key());
    }
    assertEquals("81", properties.get("quarkus.http.port"));
    assertEquals("33554432", properties.get("quarkus.http.limits.max-body-size"));
    assertFalse(Boolean.parseBoolean(properties.get("quarkus.log.console.json.enabled")));
  }

  private Path file() {
    return folder.resolve("upcoach.properties");
  }

  private void write(String... lines) throws IOException {
    Files.writeString(file(), String.join("\n", lines));
  }

  private Settings read(Map<String, String> flags, Map<String, String> environment) {
    var all = new HashMap<>(flags);
    all.put("data", folder.toString());
    return SettingSources.read(all, environment, Optional.empty());
  }

  private String refusal(Map<String, String> flags, Map<String, String> environment) {
    return assertThrows(UsageFailure.class, () -> read(flags, environment)).getMessage();
  }
}
