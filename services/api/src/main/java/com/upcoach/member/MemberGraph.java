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
import com.upcoach.graph.TypeFields;
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
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The part of the GraphQL schema about members.
@Singleton
final class MemberGraph implements GraphFeature {

  private static final String MEMBER = "Member";
  private static final int MAX_SEARCH_LENGTH = 100;

  private final Members members;
  private final Responses responses;
  private final UuidV7 ids;

  MemberGraph(Members members, Responses responses, UuidV7 ids) {
    this.members = members;
    this.responses = responses;
    this.ids = ids;
  }

  /// The result of a registration. It repeats the submitted values only, so that it is the same
  /// whether or not the e-mail was taken.
  private record RegisteredMember(Member member) {}

  /// A member whose password was changed.
  private record ChangedPassword(Member member, int endedSessions) {}

  @Override
  public void describe(GraphFields graph) {
    graph
        .query()
        .read("me", (root, arguments, context) -> own(context.memberId()))
        .read(
            "member",
            (root, arguments, context) ->
                arguments
                    .id("id", MEMBER)
                    .map(id -> found(id, context))
                    .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
        .read("members", (root, arguments, context) -> list(arguments, context));
    graph.node(MEMBER, this::found);
    profile(graph.type(MEMBER, Member.class), member -> member)
        .value("role", Member::role)
        .value("createdAt", Member::createdAt);
    graph.connection("MemberConnection");
    profile(graph.type("RegisteredMember", RegisteredMember.class), RegisteredMember::member);
    graph
        .type("PasswordChanged", ChangedPassword.class)
        .value("member", ChangedPassword::member)
        .value("endedSessions", ChangedPassword::endedSessions);
    graph
        .<List<Map.Entry<String, Integer>>>type("DeletedAccount")
        .value("deleted", account -> account);
    graph
        .<Map.Entry<String, Integer>>type("DeletedRows")
        .value("of", Map.Entry::getKey)
        .value("number", Map.Entry::getValue);
    changes(graph);
  }

  /// Describes the fields that both types of a member have.
  private static <S> TypeFields<S> profile(TypeFields<S> type, Function<S, Member> member) {
    return type.value("id", source -> GlobalId.text(MEMBER, member.apply(source).id()))
        .value("uuid", source -> member.apply(source).id())
        .value("email", source -> member.apply(source).email())
        .value("name", source -> member.apply(source).name())
        .value("zone", source -> member.apply(source).memberClock().zone().getId())
        .value("dayStart", source -> MemberJson.text(member.apply(source).memberClock().dayStart()))
        .value("firstWeekday", source -> member.apply(source).firstWeekday());
  }

  private Uni<Member> own(UUID memberId) {
    return members.find(memberId).map(found -> found.orElseThrow(MemberGoneException::new));
  }

  private Uni<Connection<Member>> list(Arguments arguments, GraphContext context) {
    PageArguments page = arguments.page();
    String search =
        Parameters.text("search", arguments.text("search").orElse(null), MAX_SEARCH_LENGTH);
    context.dependencies().notCacheable();
    MemberListStore.Filter filter = MemberListStore.Filter.containing(search);
    ListFingerprint list = ListFingerprint.of("members in the graph", filter);
    return members
        .list(
            filter,
            SortOrder.of(MemberSort.ID),
            new PageRequest(list, page.behind(list), page.first()))
        .map(
            found -> Connection.of(found, page, member -> MemberSort.ID.cursor(member).text(list)));
  }

  /// The caller itself; for an admin any member.
  private Uni<Optional<Member>> found(UUID memberId, GraphContext context) {
    if (memberId.equals(context.memberId())) {
      return members.find(memberId);
    }
    if (context.caller().role() != Role.ADMIN) {
      return Uni.createFrom().item(Optional.empty());
    }
    context.dependencies().member(memberId);
    return members.find(memberId);
  }

  private void changes(GraphFields graph) {
    graph
        .mutation()
        .change("register", responses, this::register)
        .change(
            "changeProfile",
            responses,
            (arguments, context) ->
                members.change(
                    context.memberId(),
                    MemberFields.change(arguments.fields("input", "firstWeekday")),
                    member -> true))
        .change("changePassword", responses, this::changePassword)
        .change(
            "deleteAccount",
            responses,
            (arguments, context) ->
                members
                    .delete(context.memberId())
                    .map(account -> Outcome.done(List.copyOf(account.entrySet()))))
        .change(
            "assignRole",
            responses,
            (arguments, context) ->
                members.assign(
                    arguments.requiredId("memberId", MEMBER),
                    arguments.word("role").flatMap(Role::ofWord).orElseThrow(),
                    "admin " + context.memberId(),
                    member -> true));
  }

  private Uni<Outcome<RegisteredMember>> register(Arguments arguments, GraphContext context) {
    return members
        .register(
            MemberFields.registration(arguments.fields("input", "firstWeekday"), "uuid", ids),
            new RequestOrigin(context.network(), context.signedIn()))
        .map(outcome -> outcome.map(RegisteredMember::new));
  }

  private Uni<Outcome<ChangedPassword>> changePassword(Arguments arguments, GraphContext context) {
    JsonInput fields = arguments.all();
    Optional<String> current =
        fields.required("present", MemberFields.passwordToCheck(fields, "present"));
    Optional<String> replacement = fields.required("next", MemberFields.password(fields, "next"));
    fields.done();
    return members
        .changePassword(
            context.caller(),
            current.orElseThrow(),
            replacement.orElseThrow(),
            new RequestOrigin(context.network(), context.signedIn()))
        .flatMap(outcome -> outcome.andThen(this::changedPassword));
  }

  private Uni<Outcome<ChangedPassword>> changedPassword(Members.PasswordChanged changed) {
    return own(changed.memberId())
        .map(member -> Outcome.done(new ChangedPassword(member, changed.endedSessions())));
  }
}
