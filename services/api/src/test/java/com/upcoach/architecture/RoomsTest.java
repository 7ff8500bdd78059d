package com.upcoach.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RoomsTest {

  private static final String PLANTED = "com.upcoach.architecture.planted";

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          // Servers that tests start are no part of the house.
          .withImportOption(location -> !location.contains("real-redis"))
          .importPackages("com.upcoach");

  private static final JavaClasses PLANTS = new ClassFileImporter().importPackages(PLANTED);

  @Test
  void rooms_know_only_those_that_the_table_allows() {
    holdsInTheHouseAndTripsOn(
        Rooms::arrowsPointOnlyWhereTheyMay, "planted.habit.HabitThatKnowsNoBounds");
  }

  @Test
  void every_room_stands_in_the_table() {
    holdsInTheHouseAndTripsOn(Rooms::everyRoomStandsInTheTable, "planted.attic.Forgotten");
  }

  @Test
  void every_room_in_the_table_exists() {
    TreeSet<String> rooms = new TreeSet<>();
    HOUSE.forEach(
        one -> {
          String[] parts = one.getPackageName().split("\\.", -1);
          if (parts.length > 2) {
            rooms.add(parts[2]);
          }
        });
    TreeSet<String> table = new TreeSet<>(Rooms.ARROWS.keySet());
    table.add(Rooms.COMPOSITION);
    assertEquals(table, rooms);
  }

  @Test
  void the_rules_of_streaks_are_pure() {
    holdsInTheHouseAndTripsOn(
        Rooms::theRulesOfStreaksArePure, "planted.streak.StreakThatReadsAFile");
  }

  @Test
  void time_is_passed_in() {
    holdsInTheHouseAndTripsOn(Rooms::timeIsPassedIn, "planted.edge.EdgeWithAWatch");
  }

  @Test
  void what_members_call_never_waits() {
    holdsInTheHouseAndTripsOn(Rooms::membersNeverWait, "planted.edge.EdgeThatWaits");
  }

  @Test
  void controls_decide_by_the_matched_route() {
    holdsInTheHouseAndTripsOn(
        Rooms::controlsDecideByTheMatchedRoute, "planted.edge.ControlThatComparesPaths");
  }

  @Test
  void names_say_something() {
    holdsInTheHouseAndTripsOn(Rooms::namesSaySomething, "planted.util.Things");
  }

  private static void holdsInTheHouseAndTripsOn(
      Function<Rooms, ArchRule> rule, String plantedClass) {
    rule.apply(new Rooms("com.upcoach")).check(HOUSE);
    String found = rule.apply(new Rooms(PLANTED)).evaluate(PLANTS).getFailureReport().toString();
    assertTrue(found.contains(plantedClass), () -> "the planted class went unseen: " + found);
  }
}
