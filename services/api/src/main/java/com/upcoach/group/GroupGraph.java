package com.upcoach.group;

import com.upcoach.graph.Arguments;
import com.upcoach.graph.Connection;
import com.upcoach.graph.GlobalId;
import com.upcoach.graph.GraphBasics.Removed;
import com.upcoach.graph.GraphContext;
import com.upcoach.graph.GraphFeature;
import com.upcoach.graph.GraphFields;
import com.upcoach.graph.Loader;
import com.upcoach.graph.Loaders;
import com.upcoach.graph.PageArguments;
import com.upcoach.input.JsonInput;
import com.upcoach.input.UuidV7;
import com.upcoach.json.Responses;
import com.upcoach.outcome.Outcome;
import com.upcoach.paging.Cursor;
import com.upcoach.paging.ListFingerprint;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/// Groups in the graph.
@ApplicationScoped
public class GroupGraph implements GraphFeature {

  /// The name of the type, in global ids.
  public static final String GROUP = "Group";

  private final Groups groups;
  private final Responses replies;
  private final UuidV7 ids;
  private final SecureRandom random;

  public GroupGraph(Groups groups, Responses replies, UuidV7 ids, SecureRandom random) {
    this.groups = groups;
    this.replies = replies;
    this.ids = ids;
    this.random = random;
  }

  @Override
  public void describe(GraphFields graph) {
    Loader<GroupStore.PageKey, List<Participant>> members =
        graph.loader("members", groups::members);
    graph
        .query()
        .read("groups", (none, arguments, asking) -> own(asking))
        .read(
            "group",
            (none, arguments, asking) ->
                arguments
                    .id("id", GROUP)
                    .map(id -> found(id, asking))
                    .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    graph.node(GROUP, this::found);
    graph
        .type(GROUP, Group.class)
        .value("id", group -> GlobalId.text(GROUP, group.id()))
        .value("uuid", Group::id)
        .value("name", Group::name)
        .value("code", Group::code)
        .value("owner", (group, asking) -> group.ownerId().equals(asking.memberId()))
        .value("size", Group::members)
        .value("createdAt", Group::createdAt)
        .loaded(
            "members",
            (group, arguments, asking, loads) -> page(members, group, arguments, asking, loads));
    graph.connection("GroupMemberConnection");
    graph
        .<Participant>type("GroupMember")
        .value("memberId", Participant::memberId)
        .value("name", Participant::name)
        .value("joinedAt", Participant::joinedAt)
        .value("sharesHabits", Participant::sharesHabits);
    changes(graph);
  }

  /// Which groups an answer shows is known only once they are read. Where it matters they are
  /// read again: what changes after they were named is in it, or makes it go.
  private Uni<List<Group>> own(GraphContext asking) {
    Uni<List<Group>> read = groups.own(asking.memberId());
    return asking.shown().matters()
        ? read.invoke(own -> own.forEach(group -> asking.shown().group(group.id())))
            .flatMap(named -> groups.own(asking.memberId()))
        : read;
  }

  private static CompletionStage<?> page(
      Loader<GroupStore.PageKey, List<Participant>> members,
      Group group,
      Arguments arguments,
      GraphContext asking,
      Loaders loads) {
    PageArguments page = arguments.page();
    ListFingerprint list = ListFingerprint.of("members in the graph", group.id());
    asking.shown().group(group.id());
    return loads
        .one(
            members,
            new GroupStore.PageKey(
                group.id(), ParticipantSort.USUAL, page.behind(list), page.first() + 1))
        .thenApply(
            rows -> Connection.of(rows, page, member -> Cursor.at(member.memberId()).text(list)));
  }

  private Uni<Optional<Group>> found(UUID id, GraphContext asking) {
    asking.shown().group(id);
    return groups.find(asking.memberId(), id).map(GroupGraph::value);
  }

  private static Optional<Group> value(Outcome<Group> outcome) {
    return switch (outcome) {
      case Outcome.Done<Group>(Group group) -> Optional.of(group);
      case Outcome.Refused<Group>(var unknown) -> Optional.empty();
    };
  }

  private void changes(GraphFields graph) {
    graph
        .mutation()
        .change("createGroup", replies, this::found)
        .change("joinGroup", replies, this::join)
        .change(
            "leaveGroup",
            replies,
            (arguments, asking) ->
                groups
                    .leave(asking.memberId(), arguments.idOf("id", GROUP))
                    .map(outcome -> outcome.map(id -> Removed.of(GROUP, id))))
        .change(
            "deleteGroup",
            replies,
            (arguments, asking) ->
                groups
                    .delete(asking.memberId(), arguments.idOf("id", GROUP))
                    .map(outcome -> outcome.map(id -> Removed.of(GROUP, id))))
        .change(
            "renewGroupCode",
            replies,
            (arguments, asking) ->
                groups.recode(asking.memberId(), arguments.idOf("id", GROUP), random))
        .change(
            "shareHabits",
            replies,
            (arguments, asking) ->
                groups.share(
                    asking.memberId(),
                    arguments.idOf("groupId", GROUP),
                    arguments.flag("share").orElseThrow()));
  }

  private Uni<Outcome<Group>> found(Arguments arguments, GraphContext asking) {
    JsonInput fields = arguments.fields("input");
    Optional<UUID> id = fields.uuid("uuid");
    Optional<String> name = fields.required("name", fields.text("name", 1, 100));
    fields.done();
    return groups.found(asking.memberId(), id.orElseGet(ids::next), name.orElseThrow());
  }

  private Uni<Outcome<Group>> join(Arguments arguments, GraphContext asking) {
    JsonInput fields = arguments.all();
    Optional<String> code = fields.required("code", fields.text("code", 1, 40));
    fields.done();
    return groups.join(asking.memberId(), code.orElseThrow());
  }
}
