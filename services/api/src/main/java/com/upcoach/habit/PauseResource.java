package com.upcoach.habit;

import com.upcoach.book.Pause;
import com.upcoach.edge.Access;
import com.upcoach.edge.CurrentCaller;
import com.upcoach.edge.Fields;
import com.upcoach.edge.Page;
import com.upcoach.edge.Parameters;
import com.upcoach.edge.Replies;
import com.upcoach.edge.Selection;
import com.upcoach.repeat.RepeatKey;
import com.upcoach.repeat.Repeats;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// Pauses over HTTP: a range of days on which one habit, or all of them, ask for nothing.
@Path("/v1/pauses")
@Consumes("application/json")
@Produces("application/json")
public class PauseResource {

    private final Habits habits;
    private final CurrentCaller caller;
    private final Replies replies;
    private final Repeats repeats;

    public PauseResource(Habits habits, CurrentCaller caller, Replies replies, Repeats repeats) {
        this.habits = habits;
        this.caller = caller;
        this.replies = replies;
        this.repeats = repeats;
    }

    @GET
    @Access(Access.Rule.OWN)
    public Uni<Response> list(@QueryParam(Selection.PARAMETER) String fields) {
        return habits.pauses(caller.get().memberId())
                .map(
                        pauses ->
                                Response.ok(
                                                new Page<>(
                                                        pauses.stream().map(PauseJson::of).toList(),
                                                        null))
                                        .build());
    }

    @POST
    @Access(Access.Rule.OWN)
    public Uni<Response> pause(@Context HttpHeaders headers, byte[] body) {
        Fields fields = Fields.of(body);
        Optional<UUID> id = fields.uuid("id");
        Optional<UUID> habitId = fields.uuid("habitId");
        Optional<LocalDate> from = fields.required("from", fields.date("from"));
        Optional<LocalDate> to = fields.date("to");
        fields.done();
        UUID memberId = caller.get().memberId();
        return repeats.once(
                RepeatKey.of(headers),
                memberId,
                "POST /v1/pauses",
                body,
                chosen ->
                        habits.pause(
                                        memberId,
                                        id.orElse(chosen.id()),
                                        habitId.orElse(null),
                                        from.orElseThrow(),
                                        to.orElse(null))
                                .map(outcome -> replies.created(outcome.map(PauseJson::of))));
    }

    @DELETE
    @Path("/{id}")
    @Access(Access.Rule.OWN)
    public Uni<Response> resume(@PathParam("id") String id) {
        return habits.resume(caller.get().memberId(), Parameters.id(id)).map(replies::gone);
    }

    /// A pause on the wire.
    record PauseJson(UUID id, UUID habitId, LocalDate from, LocalDate to) {
        static PauseJson of(Pause pause) {
            return new PauseJson(
                    pause.id(), pause.habitId(), pause.range().from(), pause.range().to());
        }
    }
}
