package com.upcoach.demo;

import com.upcoach.streak.MemberClock;
import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Names and time zones of demo members.
final class NamesAndZones {

  private static final List<String> FIRST_NAMES =
      List.of(
          "Ada", "Aiko", "Amara", "Anders", "Anjali", "Bruno", "Carla", "Chidi", "Chloé", "Daniel",
          "Diego", "Elif", "Emil", "Fatima", "Femi", "Greta", "Hana", "Hugo", "Ines", "Ivan",
          "Jonas", "José", "Kenji", "Kofi", "Lena", "Leïla", "Mateo", "Maya", "Mira", "Nadia",
          "Noah", "Olga", "Oscar", "Priya", "Rafael", "Rosa", "Ruth", "Sami", "Sofia", "Tariq",
          "Tomás", "Uma", "Vera", "Wanda", "Yara", "Yusuf", "Zoe", "Zuri");

  private static final List<String> LAST_NAMES =
      List.of(
          "Abe",
          "Adeyemi",
          "Almeida",
          "Baker",
          "Bauer",
          "Brandt",
          "Castillo",
          "Chen",
          "Costa",
          "Demir",
          "Diaz",
          "Dubois",
          "Eriksen",
          "Evans",
          "Farah",
          "Fischer",
          "Garcia",
          "Gupta",
          "Haddad",
          "Hansen",
          "Ito",
          "Jansen",
          "Kaya",
          "Keller",
          "Kim",
          "Kowalska",
          "Lopez",
          "Martin",
          "Mehta",
          "Moreau",
          "Mori",
          "Müller",
          "Ndlovu",
          "Nilsen",
          "Nowak",
          "Núñez",
          "Okafor",
          "Osei",
          "Patel",
          "Petit",
          "Ramos",
          "Reyes",
          "Rossi",
          "Santos",
          "Silva",
          "Tanaka",
          "Walker",
          "Weber");

  /// A place with its time zone and first day of the week.
  private record Place(ZoneId zone, DayOfWeek firstWeekday) {}

  private static final WeightedChoice<Place> PLACES =
      new WeightedChoice<Place>()
          .with(14, place("Europe/Berlin", DayOfWeek.MONDAY))
          .with(14, place("America/New_York", DayOfWeek.SUNDAY))
          .with(10, place("Europe/London", DayOfWeek.MONDAY))
          .with(9, place("America/Los_Angeles", DayOfWeek.SUNDAY))
          .with(8, place("America/Chicago", DayOfWeek.SUNDAY))
          .with(8, place("Asia/Kolkata", DayOfWeek.SUNDAY))
          .with(6, place("Europe/Paris", DayOfWeek.MONDAY))
          .with(6, place("America/Sao_Paulo", DayOfWeek.SUNDAY))
          .with(4, place("Asia/Tokyo", DayOfWeek.SUNDAY))
          .with(4, place("Europe/Warsaw", DayOfWeek.MONDAY))
          .with(4, place("Africa/Lagos", DayOfWeek.MONDAY))
          .with(3, place("Australia/Sydney", DayOfWeek.MONDAY))
          .with(3, place("America/Mexico_City", DayOfWeek.SUNDAY))
          .with(3, place("Europe/Istanbul", DayOfWeek.MONDAY))
          .with(2, place("Africa/Cairo", DayOfWeek.SATURDAY))
          .with(1, place("Pacific/Auckland", DayOfWeek.MONDAY))
          .with(1, place("Asia/Kathmandu", DayOfWeek.SUNDAY));

  private static final WeightedChoice<LocalTime> DAY_STARTS =
      new WeightedChoice<LocalTime>()
          .with(55, LocalTime.MIDNIGHT)
          .with(25, LocalTime.of(3, 0))
          .with(15, LocalTime.of(4, 0))
          .with(5, LocalTime.of(5, 30));

  private NamesAndZones() {}

  /// Personal data of a demo member.
  ///
  /// @param handle the name in the letters of an e-mail address
  record Person(String name, String handle, MemberClock memberClock, DayOfWeek firstWeekday) {}

  static Person draw(SplittableRandom random) {
    String first = FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size()));
    String last = LAST_NAMES.get(random.nextInt(LAST_NAMES.size()));
    Place place = PLACES.draw(random);
    return new Person(
        first + " " + last,
        plain(first) + "." + plain(last),
        new MemberClock(place.zone(), DAY_STARTS.draw(random)),
        place.firstWeekday());
  }

  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("\\P{ASCII}", "")
        .toLowerCase(Locale.ROOT);
  }

  private static Place place(String zone, DayOfWeek firstWeekday) {
    return new Place(ZoneId.of(zone), firstWeekday);
  }
}
