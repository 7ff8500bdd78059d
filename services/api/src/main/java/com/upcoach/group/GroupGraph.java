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
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/// GraphQL queries and mutations of groups.
@Singleton
final class GroupGraph implements GraphFeature {

  private final Groups groups;
  private final Responses responses;
  private final UuidV7 ids;
  private final SecureRandom random;

  GroupGraph(Groups groups, Responses responses, UuidV7 ids, SecureRandom random) {
    this.groups = groups;
    this.responses = responses;
    this.ids = ids;
    this.random = random;
  }

  @Override
  public void describe(GraphFields graph) {
    Loader<GroupStore.PageKey, List<Participant>> members =
        graph.loader("members", groups::members);
    graph
        .query()
        .read("groups", (none, arguments, context) -> own(context))
        .read(
            "group",
            (none, arguments, context) ->
                arguments
                    .id("id", Group.GRAPH_TYPE)
                    .map(id -> find(id, context))
                    .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    graph.node(Group.GRAPH_TYPE, this::find);
    graph
        .type(Group.GRAPH_TYPE, Group.class)
        .value("id", group -> GlobalId.text(Group.GRAPH_TYPE, group.id()))
        .value("uuid", Group::id)
        .value("name", Group::name)
        .value("code", Group::code)
        .value("owner", (group, context) -> group.ownerId().equals(context.memberId()))
        .value("size", Group::members)
        .value("createdAt", Group::createdAt)
        .loaded(
            "members",
            (group, arguments, context, loaders) ->
                page(members, group, arguments, context, loaders));
    graph.connection("GroupMemberConnection");
    graph
        .<Participant>type("GroupMember")
        .value("memberId", Participant::memberId)
        .value("name", Participant::name)
        .value("joinedAt", Participant::joinedAt)
        .value("sharesHabits", Participant::sharesHabits);
    changes(graph);
  }

  /// The groups in a response are known only after they are read. Then they are declared as
  /// dependencies and, where the response is cached, read again. A change after the declaration is
  /// in the second read or invalidates the response.
  private Uni<List<Group>> own(GraphContext context) {
    Uni<List<Group>> read = groups.own(context.memberId());
    return context.dependencies().isRecording()
        ? read.invoke(own -> own.forEach(group -> context.dependencies().group(group.id())))
            .flatMap(named -> groups.own(context.memberId()))
        : read;
  }

  private static CompletionStage<?> page(
      Loader<GroupStore.PageKey, List<Participant>> members,
      Group group,
      Arguments arguments,
      GraphContext context,
      Loaders loaders) {
    PageArguments page = arguments.page();
    ListFingerprint list = ListFingerprint.of("members in the graph", group.id());
    context.dependencies().group(group.id());
    return loaders
        .load(
            members,
            new GroupStore.PageKey(
                group.id(), ParticipantSort.DEFAULT_ORDER, page.behind(list), page.first() + 1))
        .thenApply(
            rows -> Connection.of(rows, page, member -> Cursor.at(member.memberId()).text(list)));
  }

  private Uni<Optional<Group>> find(UUID id, GraphContext context) {
    context.dependencies().group(id);
    return groups.find(context.memberId(), id).map(GroupGraph::value);
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
        .change("createGroup", responses, this::create)
        .change("joinGroup", responses, this::join)
        .change("leaveGroup", responses, this::leave)
        .change("deleteGroup", responses, this::delete)
        .change(
            "renewGroupCode",
            responses,
            (arguments, context) ->
                groups.renewCode(
                    context.memberId(), arguments.requiredId("id", Group.GRAPH_TYPE), random))
        .change(
            "shareHabits",
            responses,
            (arguments, context) ->
                groups.share(
                    context.memberId(),
                    arguments.requiredId("groupId", Group.GRAPH_TYPE),
                    arguments.flag("share").orElseThrow()));
  }

  private Uni<Outcome<Removed>> leave(Arguments arguments, GraphContext context) {
    return removed(groups.leave(context.memberId(), arguments.requiredId("id", Group.GRAPH_TYPE)));
  }

  private Uni<Outcome<Removed>> delete(Arguments arguments, GraphContext context) {
    return removed(groups.delete(context.memberId(), arguments.requiredId("id", Group.GRAPH_TYPE)));
  }

  private static Uni<Outcome<Removed>> removed(Uni<Outcome<UUID>> groupId) {
    return groupId.map(outcome -> outcome.map(id -> Removed.of(Group.GRAPH_TYPE, id)));
  }

  private Uni<Outcome<Group>> create(Arguments arguments, GraphContext context) {
    JsonInput fields = arguments.fields("input");
    Optional<UUID> id = fields.uuid("uuid");
    Optional<String> name = fields.required("name", fields.text("name", 1, 100));
    fields.done();
    return groups.create(context.memberId(), id.orElseGet(ids::next), name.orElseThrow());
  }

  private Uni<Outcome<Group>> join(Arguments arguments, GraphContext context) {
    JsonInput fields = arguments.all();
    Optional<String> code = fields.required("code", fields.text("code", 1, 40));
    fields.done();
    return groups.join(context.memberId(), code.orElseThrow());
  }
}
