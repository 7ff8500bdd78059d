package com.upcoach.member;

import com.upcoach.access.Access;
import com.upcoach.access.CurrentCaller;
import com.upcoach.book.MemberGoneException;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.Cached;
import com.upcoach.input.JsonInput;
import com.upcoach.input.Precondition;
import com.upcoach.input.UuidV7;
import com.upcoach.json.JsonBytes;
import com.upcoach.json.Responses;
import com.upcoach.json.Selection;
import com.upcoach.ratelimit.ClientNetwork;
import com.upcoach.route.BodyLimit;
import com.upcoach.route.RateLimitCost;
import com.upcoach.security.RequestOrigin;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The REST resource of members: registration, profile, password and deletion.
@Path("/v1")
@Consumes("application/json")
@Produces("application/json")
public class MemberResource {

  private final Members members;
  private final CurrentCaller caller;
  private final Responses responses;
  private final UuidV7 ids;
  private final ClientNetwork network;

  public MemberResource(
      Members members,
      CurrentCaller caller,
      Responses responses,
      UuidV7 ids,
      ClientNetwork network) {
    this.network = network;
    this.members = members;
    this.caller = caller;
    this.responses = responses;
    this.ids = ids;
  }

  @POST
  @Path("/members")
  @Access(Access.Rule.PUBLIC)
  @RateLimitCost(RateLimitCost.PASSWORD_HASH)
  @BodyLimit(BodyLimit.Size.CREDENTIALS)
  public Uni<Response> register(byte[] body) {
    return members
        .register(
            MemberFields.registration(JsonInput.of(body), "id", ids),
            new RequestOrigin(network.current(), Optional.empty()))
        .map(outcome -> responses.created(outcome.map(MemberJson::of)));
  }

  @GET
  @Path("/me")
  @Cached(CachePolicy.PROFILE)
  @Access(Access.Rule.OWN)
  public Uni<Response> profile(@QueryParam(Selection.PARAMETER) String fields) {
    return members
        .find(caller.get().memberId())
        .map(found -> found.orElseThrow(MemberGoneException::new))
        .map(member -> Responses.ok(member, MemberJson::write));
  }

  @PATCH
  @Path("/me")
  @Access(Access.Rule.OWN)
  public Uni<Response> change(@HeaderParam("If-Match") List<String> ifMatch, byte[] body) {
    Members.Change change = MemberFields.change(JsonInput.of(body));
    Precondition precondition = Precondition.required(ifMatch);
    return members
        .change(caller.get().memberId(), change, test(precondition))
        .map(outcome -> responses.okTagged(outcome, MemberJson::write));
  }

  /// The precondition (`If-Match`) as a test of the stored member.
  static Predicate<Member> test(Precondition precondition) {
    return member -> precondition.isMetBy(JsonBytes.of(member, MemberJson::write));
  }

  @PUT
  @Path("/me/password")
  @Access(Access.Rule.OWN)
  @RateLimitCost(RateLimitCost.PASSWORD_HASH)
  @BodyLimit(BodyLimit.Size.CREDENTIALS)
  public Uni<Response> changePassword(byte[] body) {
    JsonInput fields = JsonInput.of(body);
    Optional<String> current =
        fields.required("present", MemberFields.passwordToCheck(fields, "present"));
    Optional<String> replacement = fields.required("next", MemberFields.password(fields, "next"));
    fields.done();
    return members
        .changePassword(
            caller.get(),
            current.orElseThrow(),
            replacement.orElseThrow(),
            new RequestOrigin(network.current(), caller.find()))
        .map(
            outcome ->
                responses.ok(outcome.map(changed -> new EndedSessions(changed.endedSessions()))));
  }

  /// The number of sessions that the password change ended.
  record EndedSessions(int endedSessions) {}

  /// Deletes the account and returns the number of deleted rows of each kind.
  @DELETE
  @Path("/me")
  @Access(Access.Rule.OWN)
  public Uni<Response> deleteAccount() {
    return members
        .delete(caller.get().memberId())
        .map(account -> Response.ok(new Deleted(account)).build());
  }

  /// The number of deleted rows of each kind.
  record Deleted(Map<String, Integer> deleted) {}
}
