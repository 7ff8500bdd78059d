package com.upcoach.cli;

import com.upcoach.book.BookAudit;
import com.upcoach.member.Member;
import com.upcoach.settings.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/// Audits all members: recomputes streaks and points from the check-ins and compares them with the
/// stored ones.
@CommandLine.Command(
    name = "check",
    description = "Recompute all streaks and points from the check-ins, and report differences.")
public final class CheckCommand implements Command {

  private static final int BATCH_SIZE = 200;
  private static final int MAX_LINES = 100;

  @Override
  public int run(Settings settings, PrintWriter out) {
    try (CommandServices services = CommandServices.open(settings, out)) {
      Optional<Member> last = Optional.empty();
      long members = 0;
      long wrong = 0;
      do {
        List<Member> batch = services.members().batchAfter(last, BATCH_SIZE).await().indefinitely();
        for (Member member : batch) {
          List<BookAudit.Discrepancy> found =
              services.audit().audit(member.id()).await().indefinitely();
          for (BookAudit.Discrepancy discrepancy : found) {
            if (wrong++ < MAX_LINES) {
              out.printf("member %s: %s%n", discrepancy.memberId(), discrepancy.what());
            }
          }
        }
        members += batch.size();
        last = batch.isEmpty() ? Optional.empty() : Optional.of(batch.getLast());
      } while (last.isPresent());
      out.printf("%d members checked, %d discrepancies%n", members, wrong);
      return wrong == 0 ? 0 : CommandLineApp.FAILED;
    }
  }
}
