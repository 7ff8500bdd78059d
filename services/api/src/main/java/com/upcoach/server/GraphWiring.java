package com.upcoach.server;

import com.upcoach.cache.AnswerTicket;
import com.upcoach.cache.Answers;
import com.upcoach.coalesce.cache.Ticket;
import com.upcoach.edge.Failures;
import com.upcoach.graph.Asking;
import com.upcoach.graph.GraphFeature;
import com.upcoach.graphql.GraphDoor;
import com.upcoach.graphql.MadeAnswer;
import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Puts the graph together.
@Singleton
final class GraphWiring {

    @Produces
    @Singleton
    GraphDoor graph(
            @All List<GraphFeature> features,
            Settings settings,
            Clock clock,
            Answers answers,
            Failures failures) {
        return new GraphDoor(features, settings.graphRules(), clock, answers::state, failures);
    }

    @Produces
    @Singleton
    MadeAnswer made(CurrentVertxRequest current) {
        return new MadeAnswer() {
            @Override
            public <T> Optional<Uni<T>> by(Function<Asking.Shown, Uni<T>> making) {
                return AnswerTicket.of(current.getCurrent())
                        .map(ticket -> making.apply(new Noted(ticket)));
            }

            @Override
            public void isNotToKeep() {
                AnswerTicket.giveBack(current.getCurrent());
            }
        };
    }

    /// Has an answer go when what it shows of others changes.
    private record Noted(Ticket ticket) implements Asking.Shown {
        @Override
        public void member(UUID memberId) {
            ticket.alsoOf(Answers.tag(memberId));
            ticket.alsoOf(Answers.recordTag(memberId));
        }

        @Override
        public void group(UUID groupId) {
            ticket.alsoOf(Answers.groupTag(groupId));
        }

        @Override
        public boolean matters() {
            return true;
        }
    }
}
