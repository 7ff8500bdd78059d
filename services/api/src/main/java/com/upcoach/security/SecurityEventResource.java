package com.upcoach.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.upcoach.access.Access;
import com.upcoach.access.CurrentCaller;
import com.upcoach.json.Selection;
import com.upcoach.paging.PageLinks;
import com.upcoach.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;

/// The REST resource of a member's security events.
@Path("/v1/me/security-events")
@Produces("application/json")
public class SecurityEventResource {

  private final SecurityEvents events;
  private final CurrentCaller caller;

  public SecurityEventResource(SecurityEvents events, CurrentCaller caller) {
    this.events = events;
    this.caller = caller;
  }

  @GET
  @Access(Access.Rule.OWN)
  public Uni<Response> list(
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor,
      @QueryParam(Selection.PARAMETER) String fields) {
    UUID memberId = caller.get().memberId();
    PageRequest pageRequest = PageRequest.of(limit, cursor, "security events", memberId);
    return events
        .page(memberId, pageRequest)
        .map(page -> page.map(SecurityEventJson::of))
        .map(page -> PageLinks.on(Response.ok(page).build(), page));
  }

  /// An event as JSON.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SecurityEventJson(UUID id, Instant at, String kind, String detail) {
    static SecurityEventJson of(SecurityEvent event) {
      return new SecurityEventJson(event.id(), event.at(), event.kind().word(), event.detail());
    }
  }
}
