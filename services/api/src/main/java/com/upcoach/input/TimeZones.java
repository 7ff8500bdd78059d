package com.upcoach.input;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/// The time zones that a member may have: names of the IANA database of the form `Area/Location`,
/// and `UTC` and `GMT`. These are what browsers and phones send. Older names of a place
/// (`Asia/Calcutta`, `US/Pacific`) are among them, as devices still send them.
///
/// Java knows more: `SystemV/PST8`, `EST5EDT`, `GMT0`, `PRC`. No device names its place so, other
/// systems read some of them differently or not at all, and the database drops them in time.
public final class TimeZones {

  private static final Set<String> WITHOUT_AREA = Set.of("UTC", "GMT");

  /// Those of the IANA database; Java adds `SystemV`.
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

  /// @return empty where a member cannot have the zone
  public static Optional<ZoneId> parse(String name) {
    int slash = name.indexOf('/');
    boolean isTaken =
        slash < 0 ? WITHOUT_AREA.contains(name) : AREAS.contains(name.substring(0, slash));
    return isTaken && ZoneId.getAvailableZoneIds().contains(name)
        ? Optional.of(ZoneId.of(name))
        : Optional.empty();
  }
}
