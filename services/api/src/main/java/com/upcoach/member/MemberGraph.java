package com.upcoach.member;

import com.upcoach.access.Role;
import com.upcoach.book.MemberGoneException;
import com.upcoach.graph.Arguments;
import com.upcoach.graph.Connection;
import com.upcoach.graph.GlobalId;
import com.upcoach.graph.GraphContext;
import com.upcoach.graph.GraphFeature;
import com.upcoach.graph.GraphFields;
import com.upcoach.graph.PageArguments;
import com.upcoach.input.JsonInput;
import com.upcoach.input.Parameters;
import com.upcoach.input.UuidV7;
import com.upcoach.json.Responses;
import com.upcoach.outcome.Outcome;
import com.upcoach.paging.ListFingerprint;
import com.upcoach.paging.PageRequest;
import com.upcoach.paging.SortOrder;
import com.upcoach.security.RequestOrigin;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Members in the graph.
@ApplicationScoped
public class MemberGraph implements GraphFeature {

  private static final String MEMBER = "Member";
  private static final int LONGEST_SEARCH = 100;

  private final Members members;
  private final Responses replies;
  private final UuidV7 ids;

  public MemberGraph(Members members, Responses replies, UuidV7 ids) {
    this.members = members;
    this.replies = replies;
    this.ids = ids;
  }

  /// Somebody who may have been registered, and who is shown what it sent alone.
  private record Newcomer(Member member) {}

  /// A member with another password.
  private record ChangedPassword(Member member, int endedSessions) {}

  /// So many rows of a kind that have gone.
  private record DeletedRows(String of, int number) {}

  @Override
  public void describe(GraphFields graph) {
    graph
        .query()
        .read("me", (none, arguments, asking) -> own(asking.memberId()))
        .read(
            "member",
            (none, arguments, asking) ->
                arguments
                    .id("id", MEMBER)
                    .map(id -> found(id, asking))
                    .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
        .read("members", (none, arguments, asking) -> everybody(arguments, asking));
    graph.node(MEMBER, this::found);
    graph
        .type(MEMBER, Member.class)
        .value("id", member -> GlobalId.text(MEMBER, member.id()))
        .value("uuid", Member::id)
        .value("email", Member::email)
        .value("name", Member::name)
        .value("zone", member -> member.wall().zone().getId())
        .value("dayStart", member -> MemberJson.text(member.wall().dayStart()))
        .value("firstWeekday", Member::firstWeekday)
        .value("role", Member::role)
        .value("createdAt", Member::createdAt);
    graph.connection("MemberConnection");
    graph
        .type("Newcomer", Newcomer.class)
        .value("id", one -> GlobalId.text(MEMBER, one.member().id()))
        .value("uuid", one -> one.member().id())
        .value("email", one -> one.member().email())
        .value("name", one -> one.member().name())
        .value("zone", one -> one.member().wall().zone().getId())
        .value("dayStart", one -> MemberJson.text(one.member().wall().dayStart()))
        .value("firstWeekday", one -> one.member().firstWeekday());
    graph
        .type("PasswordChanged", ChangedPassword.class)
        .value("member", ChangedPassword::member)
        .value("endedSessions", ChangedPassword::endedSessions);
    graph.<List<DeletedRows>>type("DeletedAccount").value("deleted", account -> account);
    graph
        .<DeletedRows>type("DeletedRows")
        .value("of", DeletedRows::of)
        .value("number", DeletedRows::number);
    changes(graph);
  }

  private Uni<Member> own(UUID memberId) {
    return members.find(memberId).map(found -> found.orElseThrow(MemberGoneException::new));
  }

  private Uni<Connection<Member>> everybody(Arguments arguments, GraphContext asking) {
    PageArguments page = arguments.page();
    String search =
        Parameters.text("search", arguments.text("search").orElse(null), LONGEST_SEARCH);
    asking.dependencies().notCacheable();
    MemberListStore.Which which = MemberListStore.Which.holding(search);
    ListFingerprint list = ListFingerprint.of("members in the graph", which);
    return members
        .list(
            which,
            SortOrder.of(MemberSort.ID),
            new PageRequest(list, page.behind(list), page.first()))
        .map(found -> Connection.of(found, page, member -> MemberSort.ID.place(member).text(list)));
  }

  /// Oneself, or to an admin anybody.
  private Uni<Optional<Member>> found(UUID memberId, GraphContext asking) {
    if (memberId.equals(asking.memberId())) {
      return members.find(memberId);
    }
    if (asking.caller().role() != Role.ADMIN) {
      return Uni.createFrom().item(Optional.empty());
    }
    asking.dependencies().member(memberId);
    return members.find(memberId);
  }

  private void changes(GraphFields graph) {
    graph
        .mutation()
        .change("register", replies, this::register)
        .change(
            "changeProfile",
            replies,
            (arguments, asking) ->
                members.change(
                    asking.memberId(),
                    MemberFields.change(arguments.fields("input", "firstWeekday")),
                    member -> true))
        .change("changePassword", replies, this::changePassword)
        .change(
            "deleteAccount",
            replies,
            (arguments, asking) ->
                members.delete(asking.memberId()).map(account -> Outcome.done(rows(account))))
        .change(
            "assignRole",
            replies,
            (arguments, asking) ->
                members.assign(
                    arguments.requiredId("memberId", MEMBER),
                    arguments.word("role").flatMap(Role::ofWord).orElseThrow(),
                    "admin " + asking.memberId(),
                    member -> true));
  }

  private Uni<Outcome<Newcomer>> register(Arguments arguments, GraphContext asking) {
    return members
        .register(
            MemberFields.registration(arguments.fields("input", "firstWeekday"), "uuid", ids),
            new RequestOrigin(asking.network(), asking.signedIn()))
        .map(outcome -> outcome.map(Newcomer::new));
  }

  private Uni<Outcome<ChangedPassword>> changePassword(Arguments arguments, GraphContext asking) {
    JsonInput fields = arguments.all();
    Optional<String> present =
        fields.required("present", MemberFields.passwordToCheck(fields, "present"));
    Optional<String> next = fields.required("next", MemberFields.password(fields, "next"));
    fields.done();
    return members
        .changePassword(
            asking.caller(),
            present.orElseThrow(),
            next.orElseThrow(),
            new RequestOrigin(asking.network(), asking.signedIn()))
        .flatMap(
            outcome ->
                switch (outcome) {
                  case Outcome.Refused<Members.PasswordChanged>(var refusal) ->
                      Uni.createFrom().item(Outcome.refused(refusal));
                  case Outcome.Done<Members.PasswordChanged>(var changed) ->
                      own(changed.memberId())
                          .map(
                              member ->
                                  Outcome.done(
                                      new ChangedPassword(member, changed.endedSessions())));
                });
  }

  private static List<DeletedRows> rows(Map<String, Integer> account) {
    return account.entrySet().stream()
        .map(kind -> new DeletedRows(kind.getKey(), kind.getValue()))
        .toList();
  }
}
