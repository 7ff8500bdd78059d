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
final class WaitingLine {

    private final ConcurrentHashMap<UUID, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    /// The work, begun when all that was sent before for the member has ended in whatever way.
    <T> Uni<T> after(UUID memberId, Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(
                        () -> {
                            CompletableFuture<Void> own = new CompletableFuture<>();
                            CompletableFuture<Void> before = last.put(memberId, own);
                            return begun(before, work)
                                    .onTermination()
                                    .invoke(() -> leave(memberId, own));
                        });
    }

    private static <T> Uni<T> begun(CompletableFuture<Void> before, Supplier<Uni<T>> work) {
        return before == null
                ? work.get()
                : Uni.createFrom().completionStage(before).flatMap(ended -> work.get());
    }

    private void leave(UUID memberId, CompletableFuture<Void> own) {
        last.remove(memberId, own);
        own.complete(null);
    }
}
