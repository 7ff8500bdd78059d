package com.upcoach.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TimeZonesTest {

  @Test
  void of_javas_zones_only_those_without_an_area_are_refused() {
    Set<String> refused = new TreeSet<>(ZoneId.getAvailableZoneIds());
    refused.removeIf(name -> TimeZones.parse(name).isPresent());
    assertTrue(refused.removeIf(name -> name.startsWith("SystemV/")));
    assertEquals(
        new TreeSet<>(
            Set.of(
                "CET",
                "CST6CDT",
                "Cuba",
                "EET",
                "EST5EDT",
                "Egypt",
                "Eire",
                "GB",
                "GB-Eire",
                "GMT0",
                "Greenwich",
                "Hongkong",
                "Iceland",
                "Iran",
                "Israel",
                "Jamaica",
                "Japan",
                "Kwajalein",
                "Libya",
                "MET",
                "MST7MDT",
                "NZ",
                "NZ-CHAT",
                "Navajo",
                "PRC",
                "PST8PDT",
                "Poland",
                "Portugal",
                "ROK",
                "Singapore",
                "Turkey",
                "UCT",
                "Universal",
                "W-SU",
                "WET",
                "Zulu")),
        refused);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "Asia/Calcutta",
        "Asia/Kolkata",
        "America/Argentina/Buenos_Aires",
        "US/Pacific",
        "Etc/UTC",
        "Etc/GMT+5",
        "UTC",
        "GMT",
        "Pacific/Apia",
        "Africa/Asmera"
      })
  void the_zones_that_devices_send_are_accepted(String name) {
    assertEquals(name, TimeZones.parse(name).orElseThrow().getId());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/", "Europe", "Europe/", "Europe/berlin", "europe/Berlin", "SystemV/PST8",
        "posix/Europe/Berlin", "right/Europe/Berlin", "EST", "HST", "ROC", "GMT0", "UTC+1",
        "GMT+1", "+01:00", "Z", "Etc/Unknown", "Europe/Berlin ", "Europe/Nowhere"
      })
  void anything_else_is_refused(String name) {
    assertTrue(TimeZones.parse(name).isEmpty());
  }
}
