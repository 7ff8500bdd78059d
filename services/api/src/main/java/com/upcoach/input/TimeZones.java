package com.upcoach.input;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/// The time zones that a member may have: names of the form `Area/Location` in the IANA time zone
/// database, plus `UTC` and `GMT`. Browsers and phones send these names. Legacy names such as
/// `Asia/Calcutta` and `US/Pacific` are accepted, as devices still send them.
///
/// Java knows further names, which are refused: `SystemV/PST8`, `EST5EDT`, `GMT0`, `PRC`. No device
/// sends them, other systems interpret some of them differently or not at all, and the time zone
/// database is dropping them.
public final class TimeZones {

  private static final Set<String> WITHOUT_AREA = Set.of("UTC", "GMT");

  /// The areas of the IANA time zone database; Java adds `SystemV`.
  private static final Set<String> AREAS =
      Set.of(
          "Africa",
          "America",
          "Antarctica",
          "Arctic",
          "Asia",
          "Atlantic",
          "Australia",
          "Europe",
          "Indian",
          "Pacific",
          "Etc",
          "Brazil",
          "Canada",
          "Chile",
          "Mexico",
          "US");

  private TimeZones() {}

  /// Parses the name of a time zone.
  ///
  /// @return empty if a member may not have the zone
  public static Optional<ZoneId> parse(String name) {
    int slash = name.indexOf('/');
    boolean isAllowed =
        slash < 0 ? WITHOUT_AREA.contains(name) : AREAS.contains(name.substring(0, slash));
    return isAllowed && ZoneId.getAvailableZoneIds().contains(name)
        ? Optional.of(ZoneId.of(name))
        : Optional.empty();
  }
}
