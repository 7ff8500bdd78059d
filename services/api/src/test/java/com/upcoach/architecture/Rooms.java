package com.upcoach.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/// The rules of the house, each for the rooms below one base package: the real ones, or the
/// planted ones that must trip it.
final class Rooms {

  /// Which room may know which.
  static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("coalesce", Set.of()),
          Map.entry("outcome", Set.of()),
          Map.entry("streak", Set.of()),
          Map.entry("wire", Set.of()),
          Map.entry("ports", Set.of()),
          Map.entry("logging", Set.of()),
          Map.entry("database", Set.of("coalesce", "logging", "ports")),
          Map.entry("edge", Set.of("coalesce", "outcome", "streak")),
          Map.entry("graph", Set.of("edge", "outcome")),
          Map.entry("graphql", Set.of("coalesce", "graph", "edge")),
          Map.entry("repeat", Set.of("coalesce", "database", "edge")),
          Map.entry("cache", Set.of("coalesce", "edge", "database", "streak")),
          Map.entry("security", Set.of("database", "edge", "logging", "outcome")),
          Map.entry("book", Set.of("coalesce", "streak", "database", "outcome")),
          Map.entry(
              "member",
              Set.of(
                  "coalesce",
                  "book",
                  "database",
                  "graph",
                  "edge",
                  "outcome",
                  "security",
                  "streak")),
          Map.entry(
              "session",
              Set.of(
                  "coalesce",
                  "member",
                  "book",
                  "database",
                  "graph",
                  "edge",
                  "outcome",
                  "security")),
          Map.entry(
              "habit",
              Set.of(
                  "coalesce",
                  "group",
                  "book",
                  "streak",
                  "database",
                  "graph",
                  "edge",
                  "outcome",
                  "repeat")),
          Map.entry(
              "checkin",
              Set.of(
                  "coalesce", "book", "habit", "streak", "database", "graph", "edge", "outcome")),
          Map.entry("statistics", Set.of("book", "habit", "streak", "graph", "edge", "outcome")),
          Map.entry(
              "group",
              Set.of(
                  "coalesce", "book", "streak", "database", "graph", "edge", "outcome", "repeat")),
          Map.entry(
              "leaderboard",
              Set.of("coalesce", "group", "book", "database", "graph", "edge", "outcome")),
          Map.entry("archive", Set.of("edge", "habit", "streak", "outcome")),
          Map.entry(
              "transfer",
              Set.of(
                  "archive",
                  "book",
                  "habit",
                  "member",
                  "streak",
                  "database",
                  "edge",
                  "repeat",
                  "outcome")),
          Map.entry(
              "demo",
              Set.of(
                  "book", "member", "group", "session", "streak", "database", "edge", "outcome")));

  /// The room that composes the others, and may know them all.
  static final String COMPOSITION = "server";

  private static final Set<String> CLOCKS =
      Set.of(
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.lang.System.currentTimeMillis");

  private static final Set<String> PATHS =
      Set.of(
          "HttpServerRequest.path",
          "HttpServerRequest.uri",
          "HttpServerRequest.absoluteURI",
          "RoutingContext.normalizedPath",
          "RoutingContext.mountPoint",
          "UriInfo.getPath",
          "UriInfo.getPathSegments",
          "UriInfo.getMatchedURIs",
          "UriInfo.getRequestUri",
          "UriInfo.getAbsolutePath",
          "ContainerRequestContext.getUriInfo");

  /// The one that matches the path; those to which it is a key of what is kept; and the one that
  /// reads the parameters.
  private static final Set<String> READ_PATHS =
      Set.of("RouteFilter", "CachedAnswers", "CachedResponses", "HotRoutes", "ParameterFilter");

  private static final List<String> EMPTY_NAMES =
      List.of("util", "utils", "common", "helper", "helpers", "manager", "impl");

  private final String base;

  Rooms(String base) {
    this.base = base;
  }

  ArchRule arrowsPointOnlyWhereTheyMay() {
    return rule(
        "know only the rooms that the table of arrows allows",
        classes -> true,
        (dependency, room) -> {
          String other = roomOf(dependency.getTargetClass());
          return other == null
              || other.equals(room)
              || room.equals(COMPOSITION)
              || ARROWS.getOrDefault(room, Set.of()).contains(other);
        });
  }

  ArchRule everyRoomStandsInTheTable() {
    return ArchRuleDefinition.classes()
        .that()
        .resideInAPackage(base + ".(*)..")
        .should(
            new ArchCondition<>("be in a room that the table of arrows names") {
              @Override
              public void check(JavaClass one, ConditionEvents events) {
                String room = roomOf(one);
                boolean known = room.equals(COMPOSITION) || ARROWS.containsKey(room);
                events.add(new SimpleConditionEvent(one, known, one.getName() + " is in " + room));
              }
            });
  }

  ArchRule theRulesOfStreaksArePure() {
    return rule(
        "use nothing but java.lang, java.math, java.time, java.util and buffers in memory",
        one -> "streak".equals(roomOf(one)),
        (dependency, room) -> {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          String name = target.getPackageName();
          return target.isPrimitive()
              || "streak".equals(roomOf(target))
              || name.startsWith("java.lang")
              || name.equals("java.math")
              || name.startsWith("java.time")
              || name.startsWith("java.util")
              || target.getName().equals("java.nio.ByteBuffer");
        });
  }

  /// Only the composition and the programs around PostgreSQL may look at the machine's clock.
  ArchRule timeIsPassedIn() {
    Set<String> mayLook = Set.of(COMPOSITION, "database");
    return ArchRuleDefinition.noClasses()
        .that(
            described(
                "are outside " + mayLook,
                one -> roomOf(one) != null && !mayLook.contains(roomOf(one))))
        .should()
        .callMethodWhere(
            described(
                "reads the machine's clock",
                (JavaCall<?> call) ->
                    call.getTarget().getRawParameterTypes().isEmpty()
                        && CLOCKS.contains(call.getTargetOwner().getName() + "." + call.getName())))
        .allowEmptyShould(true);
  }

  /// What members call runs on the event loop; only what operators call may wait.
  ArchRule membersNeverWait() {
    Set<String> mayWait = Set.of(COMPOSITION, "database", "transfer", "demo");
    return ArchRuleDefinition.noClasses()
        .that(
            described(
                "are outside " + mayWait,
                one -> roomOf(one) != null && !mayWait.contains(roomOf(one))))
        .should()
        .callMethodWhere(
            described(
                "waits for an answer",
                (JavaCall<?> call) -> call.getName().equals("await") || joins(call)))
        .allowEmptyShould(true);
  }

  /// The route is matched once; who compared paths again could take another for it.
  ArchRule controlsDecideByTheMatchedRoute() {
    return ArchRuleDefinition.noClasses()
        .that(
            described(
                "are below " + base + " and not among " + READ_PATHS,
                one -> roomOf(one) != null && !READ_PATHS.contains(one.getSimpleName())))
        .should()
        .callMethodWhere(
            described(
                "reads the path of a request",
                (JavaCall<?> call) ->
                    PATHS.contains(call.getTargetOwner().getSimpleName() + "." + call.getName())))
        .allowEmptyShould(true);
  }

  ArchRule namesSaySomething() {
    return ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage(base + "..")
        .should(
            new ArchCondition<>("be called, or live in, one of " + EMPTY_NAMES) {
              @Override
              public void check(JavaClass one, ConditionEvents events) {
                boolean empty =
                    EMPTY_NAMES.stream()
                        .anyMatch(
                            word ->
                                (one.getPackageName() + ".").contains("." + word + ".")
                                    || one.getSimpleName()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .endsWith(word));
                events.add(new SimpleConditionEvent(one, empty, one.getName() + " says nothing"));
              }
            });
  }

  private static boolean joins(JavaCall<?> call) {
    return call.getName().equals("join")
        && call.getTargetOwner().isAssignableTo(CompletableFuture.class);
  }

  private interface Allowed {
    boolean test(Dependency dependency, String room);
  }

  private ArchRule rule(String description, Predicate<JavaClass> which, Allowed allowed) {
    return ArchRuleDefinition.classes()
        .that(
            described("are in a room below " + base, one -> roomOf(one) != null && which.test(one)))
        .should(
            new ArchCondition<>(description) {
              @Override
              public void check(JavaClass one, ConditionEvents events) {
                for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                  boolean fine = allowed.test(dependency, roomOf(one));
                  events.add(
                      new SimpleConditionEvent(dependency, fine, dependency.getDescription()));
                }
              }
            });
  }

  /// The room of a class, or null where it is in none below the base.
  private String roomOf(JavaClass one) {
    String name = one.getBaseComponentType().getPackageName();
    if (!name.startsWith(base + ".")) {
      return null;
    }
    return name.substring(base.length() + 1).split("\\.", 2)[0];
  }

  private static <T> DescribedPredicate<T> described(String description, Predicate<T> test) {
    return DescribedPredicate.describe(description, test);
  }
}
