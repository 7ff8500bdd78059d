package com.upcoach.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DatabaseAddressTest {

  @Test
  void an_address_is_parsed_with_its_encoded_password_and_its_parameters() {
    assertEquals(
        new DatabaseAddress(
            "db.example", 6432, "up", "me", "a+b@c/%", Map.of("sslmode", "require")),
        DatabaseAddress.parse("postgresql://me:a+b%40c%2F%25@db.example:6432/up?sslmode=require"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://me:p@db:5432/up",
        "postgresql://me:a%2Bb%40c@[::1]:1/up?sslmode=require",
        "postgresql://me:%20@db:5432/up?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem",
        "postgresql://me:p@127.0.0.1:5432/up?pooler=transaction&socket=%2Frun%2Fpostgresql"
      })
  void a_parsed_address_has_the_same_url(String url) {
    assertEquals(url, DatabaseAddress.parse(url).url());
  }

  @Test
  void the_port_is_5432_when_none_is_given() {
    assertEquals(5432, DatabaseAddress.parse("postgres://me@db/up").port());
  }

  @ParameterizedTest
  @CsvSource({
    "mysql://me:hush@db/up, begin with postgresql://",
    "postgresql://me:hush@/up, no host",
    "postgresql://me:hush@db, no database",
    "postgresql://db/up, no user",
    "postgresql://me:hush@db:70000/up, port 70000",
    "postgresql://me:hush@db/up?ssl=on, parameter ssl is unknown",
    "postgresql://me:hush@db/up?sslmode=on, sslmode must be one of",
    "postgresql://me:hush@db/up?socket=run, socket is a folder",
    "postgresql://me:hush@db/up?pooler=session, pooler can only be transaction",
    "postgresql://me:hush%%@db/up, percent"
  })
  void an_invalid_address_is_refused_with_its_invalid_part_but_never_shown(
      String url, String part) {
    var refusal = assertThrows(DatabaseFailure.class, () -> DatabaseAddress.parse(url));
    assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("hush"), refusal.getMessage());
  }

  @Test
  void a_unix_socket_is_used_where_supported_and_the_host_otherwise() {
    var address = DatabaseAddress.parse("postgresql://me@db/up?socket=%2Frun%2Fpostgresql");
    assertEquals("/run/postgresql", address.connectOptions(true).getHost());
    assertTrue(address.connectOptions(true).isUsingDomainSocket());
    assertEquals("db", address.connectOptions(false).getHost());
    assertEquals("db", address.dataSource().getServerNames()[0]);
    assertEquals(
        "db", DatabaseAddress.parse("postgresql://me@db/up").connectOptions(true).getHost());
  }

  @Test
  void behind_a_pooler_statements_are_not_cached() {
    var address = DatabaseAddress.parse("postgresql://me@db/up").pooledPerTransaction();
    assertTrue(address.connectOptions(false).getUseLayer7Proxy());
    assertEquals(0, address.dataSource().getPrepareThreshold());
  }

  @Test
  void an_address_in_a_log_has_no_password() {
    assertEquals(
        "postgresql://me@db:5432/up",
        DatabaseAddress.parse("postgresql://me:hush@db/up").toString());
  }
}
