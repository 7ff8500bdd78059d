package com.upcoach.book;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Lets the writers of one member's book go one after the other, as far as they are on this node.
///
/// Without it they would all read the same revision, and all but one of them in vain. What is right
/// does not depend on it: the revision alone decides who writes.
final class PerMemberQueue {

  /// More writers of one member than any number of devices sends by mistake.
  static final int MOST_IN_LINE = 200;

  private final ConcurrentHashMap<UUID, Line> lines = new ConcurrentHashMap<>();

  /// @param last ends when the last in line has ended
  private record Line(CompletableFuture<Void> last, int length) {}

  /// The work, begun when all that was sent before for the member has ended in whatever way.
  ///
  /// Fails with a [BookContentionException] where the line is full.
  <T> Uni<T> after(UUID memberId, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              CompletableFuture<Void> own = new CompletableFuture<>();
              Line before = join(memberId, own);
              if (before != null && before.length() >= MOST_IN_LINE) {
                return Uni.createFrom().failure(new BookContentionException(memberId));
              }
              return begun(before, work).onTermination().invoke(() -> leave(memberId, own));
            });
  }

  /// The line as it was before, of which `own` is the last now unless it was full.
  private Line join(UUID memberId, CompletableFuture<Void> own) {
    Line[] before = new Line[1];
    lines.compute(
        memberId,
        (id, line) -> {
          before[0] = line;
          if (line == null) {
            return new Line(own, 1);
          }
          return line.length() >= MOST_IN_LINE ? line : new Line(own, line.length() + 1);
        });
    return before[0];
  }

  private static <T> Uni<T> begun(Line before, Supplier<Uni<T>> work) {
    return before == null
        ? work.get()
        : Uni.createFrom().completionStage(before.last()).flatMap(ended -> work.get());
  }

  private void leave(UUID memberId, CompletableFuture<Void> own) {
    lines.computeIfPresent(
        memberId,
        (id, line) -> line.length() == 1 ? null : new Line(line.last(), line.length() - 1));
    own.complete(null);
  }
}
