package com.upcoach.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RoomsTest {

  private static final String PLANTED = "com.upcoach.architecture.planted";

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          // Servers that tests start are not part of the product.
          .withImportOption(location -> !location.contains("real-redis"))
          .importPackages("com.upcoach");

  private static final JavaClasses PLANTED_CLASSES =
      new ClassFileImporter().importPackages(PLANTED);

  @Test
  void rooms_depend_only_on_rooms_that_the_table_allows() {
    holdsForTheProductAndTripsOn(
        Rooms::arrowsPointOnlyWhereTheyMay, "planted.habit.HabitThatKnowsNoBounds");
  }

  @Test
  void every_room_is_in_the_table() {
    holdsForTheProductAndTripsOn(Rooms::everyRoomStandsInTheTable, "planted.attic.Forgotten");
  }

  @Test
  void every_room_in_the_table_exists() {
    TreeSet<String> rooms = new TreeSet<>();
    PRODUCT.forEach(
        javaClass -> {
          String[] parts = javaClass.getPackageName().split("\\.", -1);
          if (parts.length > 2) {
            rooms.add(parts[2]);
          }
        });
    TreeSet<String> table = new TreeSet<>(Rooms.ARROWS.keySet());
    table.add(Rooms.COMPOSITION);
    assertEquals(table, rooms);
  }

  @Test
  void the_table_has_no_cycles() {
    assertEquals(Set.of(), Rooms.cycles(Rooms.ARROWS));
    assertEquals(
        Set.of("habit", "streak"),
        Rooms.cycles(
            Map.of("habit", Set.of("streak"), "streak", Set.of("habit"), "wire", Set.of())));
  }

  @Test
  void every_arrow_in_the_table_is_used() {
    assertEquals(Set.of(), new Rooms("com.upcoach").unused(Rooms.ARROWS, PRODUCT));
    assertEquals(
        Set.of("wire → streak"),
        new Rooms("com.upcoach").unused(Map.of("wire", Set.of("streak")), PRODUCT));
  }

  @Test
  void the_rules_of_streaks_are_pure_functions() {
    holdsForTheProductAndTripsOn(
        Rooms::theRulesOfStreaksArePure,
        "planted.streak.StreakThatReadsAFile",
        "StreakWithEffects.random()",
        "StreakWithEffects.randomId()",
        "StreakWithEffects.environment()",
        "StreakWithEffects.program()");
  }

  @Test
  void the_system_clock_is_passed_in() {
    holdsForTheProductAndTripsOn(
        Rooms::timeIsPassedIn,
        "FilterWithAClock.reads()",
        "FilterWithAClock.readsLater()",
        "FilterWithAClock.readsNanoseconds()",
        "FilterWithAClock.readsInZone(",
        "FilterWithAClock.readsAsDate()");
  }

  @Test
  void code_on_event_loops_never_blocks() {
    holdsForTheProductAndTripsOn(
        Rooms::membersNeverWait,
        "FilterThatWaits.joins(",
        "FilterThatWaits.joinsLater()",
        "FilterThatWaits.gets(",
        "FilterThatWaits.awaits(",
        "FilterThatWaits.takes(",
        "FilterThatWaits.sleeps()",
        "java.lang.Process.waitFor()");
  }

  @Test
  void controls_decide_by_the_matched_route() {
    holdsForTheProductAndTripsOn(
        Rooms::controlsDecideByTheMatchedRoute, "planted.http.ControlThatComparesPaths");
  }

  @Test
  void stores_and_graph_descriptions_are_package_private() {
    holdsForTheProductAndTripsOn(
        Rooms::storesArePackagePrivate, "planted.habit.PublicHabitStore", "PublicHabitGraph");
    assertEquals(Set.of(), new Rooms("com.upcoach").unusedExemptions(PRODUCT));
  }

  @Test
  void class_names_are_meaningful() {
    holdsForTheProductAndTripsOn(Rooms::namesSaySomething, "planted.util.Things");
  }

  private static void holdsForTheProductAndTripsOn(
      Function<Rooms, ArchRule> rule, String... planted) {
    rule.apply(new Rooms("com.upcoach")).check(PRODUCT);
    String found =
        rule.apply(new Rooms(PLANTED)).evaluate(PLANTED_CLASSES).getFailureReport().toString();
    for (String violation : planted) {
      assertTrue(found.contains(violation), () -> violation + " was not found: " + found);
    }
  }
}
