package com.upcoach.checkin;

import com.upcoach.edge.Access;
import com.upcoach.edge.CurrentCaller;
import com.upcoach.edge.StreakJson;
import com.upcoach.habit.HabitJson;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;

/// The member's day over HTTP.
@Path("/v1/today")
@Produces("application/json")
public class TodayResource {

    private final Today today;
    private final CurrentCaller caller;

    public TodayResource(Today today, CurrentCaller caller) {
        this.today = today;
        this.caller = caller;
    }

    @GET
    @Access(Access.Rule.OWN)
    public Uni<Response> today() {
        return today.of(caller.get()).map(view -> Response.ok(TodayJson.of(view)).build());
    }

    record TodayJson(LocalDate day, String zone, List<EntryJson> habits) {
        static TodayJson of(Today.View view) {
            return new TodayJson(
                    view.day(), view.zone(), view.entries().stream().map(EntryJson::of).toList());
        }
    }

    /// @param amount 0 where nothing is recorded
    record EntryJson(
            HabitJson habit,
            String state,
            String rule,
            double amount,
            String note,
            StreakJson streak) {
        static EntryJson of(Today.Entry entry) {
            return new EntryJson(
                    HabitJson.of(entry.habit()),
                    StreakJson.word(entry.state().state()),
                    entry.state().rule().code(),
                    entry.amount() == null ? 0 : entry.amount(),
                    entry.note(),
                    StreakJson.of(entry.summary()));
        }
    }
}
