package com.upcoach.demo;

import com.upcoach.demo.SignUpDates.SignUp;
import com.upcoach.group.Group;
import com.upcoach.group.Groups;
import com.upcoach.input.UuidV7;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Groups of demo members. Of each range of consecutive numbers the first member founds a group and
/// half of the others join it.
record DemoGroups(DemoPlan plan, SignUpDates signUps) {

  private static final int NEIGHBOURS = 32;
  private static final double FOUNDED = 0.7;
  private static final double JOINS = 0.5;

  private static final List<String> WHO =
      List.of("Early", "Steady", "Quiet", "Brave", "Sunday", "Lunchtime", "Northside", "Merry");

  private static final List<String> WHAT =
      List.of("birds", "walkers", "readers", "runners", "movers", "neighbours", "foxes");

  /// The membership of a member, if any.
  ///
  /// @param joined when the member joined UpCoach
  Optional<DemoMember.Membership> of(int number, Instant joined, SplittableRandom random) {
    int founder = number - number % NEIGHBOURS;
    boolean joins = random.nextDouble() < JOINS;
    Duration delay = Duration.ofMinutes(random.nextInt(10, 5_000));
    if (founder == plan.members() - 1 || !(joins || number == founder)) {
      return Optional.empty();
    }
    return founded(founder)
        .map(
            group ->
                new DemoMember.Membership(
                    group,
                    number == founder
                        ? group.createdAt()
                        : notInFuture(later(joined, group.createdAt()).plus(delay))));
  }

  private Optional<Group> founded(int founder) {
    SplittableRandom random = plan.random(DemoPlan.Subject.GROUP, founder);
    if (random.nextDouble() >= FOUNDED) {
      return Optional.empty();
    }
    SignUp owner = signUps.of(founder);
    Instant at = notInFuture(owner.at().plus(Duration.ofMinutes(random.nextInt(5, 300))));
    String name = WHO.get(random.nextInt(WHO.size())) + " " + WHAT.get(random.nextInt(WHAT.size()));
    return Optional.of(
        new Group(
            UuidV7.of(at.toEpochMilli(), random), name, Groups.code(random), owner.id(), 1, at));
  }

  private Instant notInFuture(Instant instant) {
    return instant.isAfter(plan.moment()) ? plan.moment() : instant;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
