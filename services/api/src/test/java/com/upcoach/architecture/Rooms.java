package com.upcoach.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The architecture rules for the rooms below a base package: the product's, or the planted
/// violations that must trip each rule. A room is a package directly below the base.
final class Rooms {

  /// The allowed dependencies: one line per room. Each room depends on rooms above it only.
  private static final String TABLE =
      """
      coalesce:
      logging:
      outcome:
      ports:
      ratelimit:
      streak:
      wire:
      problem:
      database: coalesce logging ports
      access: streak
      input: coalesce problem streak
      json: input outcome problem
      paging: input json outcome problem
      idempotency: coalesce database input json problem
      cache: access coalesce database input streak
      route: access cache
      settings: coalesce database
      security: access database input logging outcome paging ratelimit
      graph: access input json outcome paging problem ratelimit
      graphql: access cache coalesce graph input json problem ratelimit route
      book: coalesce database outcome streak
      member: access book cache coalesce database graph input json outcome paging ratelimit route security streak
      session: access book coalesce database graph input json member outcome paging problem ratelimit route security
      group: access book coalesce database graph idempotency input json outcome paging streak
      habit: access book cache coalesce database graph group idempotency input json outcome paging route streak
      checkin: access book cache coalesce database graph habit input json outcome paging problem route streak
      statistics: access book cache graph habit input json outcome problem route streak
      leaderboard: access book cache coalesce database graph group input json outcome paging
      archive: habit input outcome streak
      transfer: access archive book database habit idempotency input json member outcome problem route streak
      demo: access book database group input member outcome session streak
      http: access archive book checkin coalesce group habit input json logging member outcome problem ratelimit route security session settings statistics wire
      delivery: access cache coalesce database http json member paging route session streak wire
      batch: access cache coalesce delivery http input json paging problem ratelimit route session
      cli: access archive book coalesce database demo http input member outcome problem security settings transfer
      """;

  /// The rooms that each room may depend on.
  static final Map<String, Set<String>> ARROWS = parse(TABLE);

  /// The composition root, which may depend on all rooms.
  static final String COMPOSITION = "server";

  /// Classes that may read the system clock. Deadlines of requests cross rooms and event loops, so
  /// lanes share one clock. The log of failures belongs to the whole process.
  private static final Set<String> WITH_OWN_CLOCK = Set.of("FailureLog", "Lanes");

  /// Classes that may block, on their own threads.
  private static final Set<String> WITH_OWN_THREAD =
      Set.of("CacheWarmerRequests", "PasswordQueue", "Ranks", "WarmingTask");

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

  /// Classes that may read the path: the route matcher, caches with the path in their keys, and the
  /// reader of parameters.
  private static final Set<String> READ_PATHS =
      Set.of(
          "RouteFilter",
          "ResponseCacheFilter",
          "CachedResponseFilter",
          "HotRoutes",
          "ParameterFilter");

  private static final List<String> EMPTY_NAMES =
      List.of("util", "utils", "common", "helper", "helpers", "manager", "impl");

  /// The names of classes that hold a feature's SQL or describe its part of the GraphQL schema.
  private static final List<String> INTERNAL_NAMES =
      List.of("Store", "Statement", "Statements", "Graph");

  /// Public classes with such names, each with its justification.
  private static final Map<String, String> PUBLIC =
      Map.of(
          "Statements", "runs the statements of one batch, for every store",
          "BatchedStatements", "creates the batched statements of every store",
          "TransactionalStatement", "lets other rooms write within a change of a book");

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
              public void check(JavaClass javaClass, ConditionEvents events) {
                String room = roomOf(javaClass);
                boolean known = room.equals(COMPOSITION) || ARROWS.containsKey(room);
                events.add(
                    new SimpleConditionEvent(
                        javaClass, known, javaClass.getName() + " is in " + room));
              }
            });
  }

  /// The rooms of a table that are part of a cycle.
  static Set<String> cycles(Map<String, Set<String>> arrows) {
    Set<String> left = new TreeSet<>(arrows.keySet());
    while (left.removeIf(room -> arrows.get(room).stream().noneMatch(left::contains))) {
      // Each round removes the rooms that depend on no remaining room.
    }
    return left;
  }

  /// The arrows of a table along which no class depends on another.
  Set<String> unused(Map<String, Set<String>> arrows, JavaClasses classes) {
    Set<String> unused = new TreeSet<>();
    arrows.forEach((room, others) -> others.forEach(other -> unused.add(room + " → " + other)));
    for (JavaClass javaClass : classes) {
      String room = roomOf(javaClass);
      if (room != null) {
        javaClass.getDirectDependenciesFromSelf().stream()
            .map(dependency -> room + " → " + roomOf(dependency.getTargetClass()))
            .forEach(unused::remove);
      }
    }
    return unused;
  }

  /// The rules of streaks are pure: no clock, no randomness, no environment, no I/O.
  ArchRule theRulesOfStreaksArePure() {
    return rule(
        "use nothing but pure classes of the JDK",
        javaClass -> "streak".equals(roomOf(javaClass)),
        (dependency, room) -> {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          return target.isPrimitive()
              || "streak".equals(roomOf(target))
              || JdkCalls.PURE_CLASSES.contains(target.getName())
              || JdkCalls.PURE_PACKAGES.contains(target.getPackageName())
              || isArrayCopy(dependency);
        });
  }

  /// Forbids calls of `System`; the description of a call names its target.
  private static boolean isArrayCopy(Dependency dependency) {
    return dependency.getTargetClass().getName().equals("java.lang.System")
        && dependency.getDescription().contains("<java.lang.System.arraycopy(");
  }

  /// Only the wiring, commands and the code around PostgreSQL may read the system clock.
  ArchRule timeIsPassedIn() {
    Set<String> mayRead = Set.of(COMPOSITION, "cli", "database");
    return ArchRuleDefinition.noClasses()
        .that(
            described(
                "are outside " + mayRead + " and have no clock of their own",
                javaClass ->
                    roomOf(javaClass) != null
                        && !mayRead.contains(roomOf(javaClass))
                        && !WITH_OWN_CLOCK.contains(outermost(javaClass))))
        .should()
        .accessTargetWhere(described("reads the machine's clock", Rooms::readsClock))
        .allowEmptyShould(true);
  }

  /// Whether a call or a method reference reads the system clock; false where a clock is passed.
  private static boolean readsClock(JavaAccess<?> access) {
    return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
        && JdkCalls.CLOCKS.contains(target.getOwner().getName() + "." + target.getName())
        && target.getRawParameterTypes().stream()
            .noneMatch(type -> type.isEquivalentTo(Clock.class) || type.isPrimitive());
  }

  /// Code that members call runs on an event loop; only code that operators call may block.
  ArchRule membersNeverWait() {
    Set<String> mayWait = Set.of(COMPOSITION, "cli", "database", "transfer", "demo");
    return ArchRuleDefinition.noClasses()
        .that(
            described(
                "are outside " + mayWait + " and have no thread of their own",
                javaClass ->
                    roomOf(javaClass) != null
                        && !mayWait.contains(roomOf(javaClass))
                        && !WITH_OWN_THREAD.contains(outermost(javaClass))))
        .should()
        .accessTargetWhere(described("waits", Rooms::waits))
        .allowEmptyShould(true);
  }

  private static boolean waits(JavaAccess<?> access) {
    return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
        && JdkCalls.WAITS.entrySet().stream()
            .anyMatch(
                wait ->
                    wait.getValue().contains(target.getName())
                        && target.getOwner().isAssignableTo(wait.getKey()));
  }

  private static String outermost(JavaClass javaClass) {
    return javaClass.getEnclosingClass().map(Rooms::outermost).orElse(javaClass.getSimpleName());
  }

  /// The route is matched once: a second comparison of paths could match another route.
  ArchRule controlsDecideByTheMatchedRoute() {
    return ArchRuleDefinition.noClasses()
        .that(
            described(
                "are below " + base + " and not among " + READ_PATHS,
                javaClass ->
                    roomOf(javaClass) != null && !READ_PATHS.contains(javaClass.getSimpleName())))
        .should()
        .callMethodWhere(
            described(
                "reads the path of a request",
                (JavaCall<?> call) ->
                    PATHS.contains(call.getTargetOwner().getSimpleName() + "." + call.getName())))
        .allowEmptyShould(true);
  }

  /// Other rooms reach a feature's data through its use cases only.
  ArchRule storesArePackagePrivate() {
    return ArchRuleDefinition.noClasses()
        .that(
            described(
                "are below " + base + ", named " + INTERNAL_NAMES + " and not among " + PUBLIC,
                one ->
                    roomOf(one) != null
                        && one.isTopLevelClass()
                        && INTERNAL_NAMES.stream().anyMatch(one.getSimpleName()::endsWith)
                        && !PUBLIC.containsKey(one.getSimpleName())))
        .should()
        .bePublic();
  }

  /// The exemptions of [#storesArePackagePrivate] that no public class has.
  Set<String> unusedExemptions(JavaClasses classes) {
    Set<String> unused = new TreeSet<>(PUBLIC.keySet());
    classes.stream()
        .filter(one -> one.getModifiers().contains(JavaModifier.PUBLIC))
        .map(JavaClass::getSimpleName)
        .forEach(unused::remove);
    return unused;
  }

  ArchRule namesSaySomething() {
    return ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage(base + "..")
        .should(
            new ArchCondition<>("be called, or live in, one of " + EMPTY_NAMES) {
              @Override
              public void check(JavaClass javaClass, ConditionEvents events) {
                boolean empty =
                    EMPTY_NAMES.stream()
                        .anyMatch(
                            word ->
                                (javaClass.getPackageName() + ".").contains("." + word + ".")
                                    || javaClass
                                        .getSimpleName()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .endsWith(word));
                events.add(
                    new SimpleConditionEvent(
                        javaClass, empty, javaClass.getName() + " says nothing"));
              }
            });
  }

  private static Map<String, Set<String>> parse(String table) {
    return table
        .lines()
        .map(line -> line.split(":", 2))
        .collect(
            Collectors.toUnmodifiableMap(
                parts -> parts[0],
                parts ->
                    Arrays.stream(parts[1].split(" ", -1))
                        .filter(other -> !other.isEmpty())
                        .collect(Collectors.toUnmodifiableSet())));
  }

  private interface Allowed {
    boolean test(Dependency dependency, String room);
  }

  private ArchRule rule(String description, Predicate<JavaClass> which, Allowed allowed) {
    return ArchRuleDefinition.classes()
        .that(
            described(
                "are in a room below " + base,
                javaClass -> roomOf(javaClass) != null && which.test(javaClass)))
        .should(
            new ArchCondition<>(description) {
              @Override
              public void check(JavaClass javaClass, ConditionEvents events) {
                for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
                  boolean fine = allowed.test(dependency, roomOf(javaClass));
                  events.add(
                      new SimpleConditionEvent(dependency, fine, dependency.getDescription()));
                }
              }
            });
  }

  /// The room of a class; null outside the base package.
  private String roomOf(JavaClass javaClass) {
    String name = javaClass.getBaseComponentType().getPackageName();
    if (!name.startsWith(base + ".")) {
      return null;
    }
    return name.substring(base.length() + 1).split("\\.", 2)[0];
  }

  private static <T> DescribedPredicate<T> described(String description, Predicate<T> test) {
    return DescribedPredicate.describe(description, test);
  }
}
