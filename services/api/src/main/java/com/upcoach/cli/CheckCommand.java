package com.upcoach.cli;

import com.upcoach.book.BookAudit;
import com.upcoach.member.Member;
import com.upcoach.settings.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/// Works out every streak and standing anew from the check-ins and compares.
@CommandLine.Command(
    name = "check",
    description = "Recompute all streaks and points from the check-ins, and report differences.")
public final class CheckCommand implements Command {

  private static final int MEMBERS_AT_ONCE = 200;
  private static final int MOST_LINES = 100;

  @Override
  public int run(Settings settings, PrintWriter out) {
    try (CommandServices doors = CommandServices.open(settings, out)) {
      Optional<Member> last = Optional.empty();
      long members = 0;
      long wrong = 0;
      do {
        List<Member> some = doors.members().after(last, MEMBERS_AT_ONCE).await().indefinitely();
        for (Member member : some) {
          List<BookAudit.Discrepancy> found =
              doors.audit().audit(member.id()).await().indefinitely();
          for (BookAudit.Discrepancy one : found) {
            if (wrong++ < MOST_LINES) {
              out.printf("member %s: %s%n", one.memberId(), one.what());
            }
          }
        }
        members += some.size();
        last = some.isEmpty() ? Optional.empty() : Optional.of(some.getLast());
      } while (last.isPresent());
      out.printf("%d members checked, %d discrepancies%n", members, wrong);
      return wrong == 0 ? 0 : CommandLineApp.FAILED;
    }
  }
}
