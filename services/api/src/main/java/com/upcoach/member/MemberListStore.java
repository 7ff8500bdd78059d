package com.upcoach.member;

import com.upcoach.access.Role;
import com.upcoach.database.Queries;
import com.upcoach.database.Timestamps;
import com.upcoach.paging.Cursor;
import com.upcoach.paging.PageRequest;
import com.upcoach.paging.SortOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// The SQL of lists of all members, with keyset pagination. There may be a million members, so each
/// sort order is that of an index, and a page begins at the cursor's place in it.
final class MemberListStore {

  /// The beginning of the statement; only conditions that the request has are appended. A condition
  /// that is always true, such as "not after infinity", can make the planner choose a wrong index
  /// or begin the scan at the wrong end.
  static final String PAGE = "select " + MemberStore.COLUMNS + " from member m where true";

  private static final String UUID = "uuid";
  private static final String TEXT = "text";
  private static final String INSTANT = "timestamptz";

  private final Queries queries;

  MemberListStore(Queries queries) {
    this.queries = queries;
  }

  /// A filter of members.
  ///
  /// @param text text in e-mail or name, in lower case; empty for any
  /// @param role empty for any
  /// @param from the first day of registration, in UTC
  /// @param to the last day of registration, in UTC
  record Filter(
      String text, Optional<Role> role, Optional<LocalDate> from, Optional<LocalDate> to) {

    static final Filter ALL = containing("");

    /// A filter for members whose e-mail or name contains a text.
    ///
    /// @param text as in the request
    static Filter containing(String text) {
      return new Filter(
          MemberFields.normalised(text), Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /// The rows of a page, and one further row if there is a next page.
  Uni<List<Member>> page(Filter filter, SortOrder<MemberSort> order, PageRequest pageRequest) {
    PageStatement statement = new PageStatement(filter, order, pageRequest);
    return queries.list(statement.sql(), statement.arguments(), MemberStore::member);
  }

  /// A builder of the statement with its arguments.
  static final class PageStatement {

    private final StringBuilder sql = new StringBuilder(PAGE);
    private final Tuple arguments = Tuple.tuple();

    PageStatement(Filter filter, SortOrder<MemberSort> order, PageRequest pageRequest) {
      appendFilter(filter, order, pageRequest.after().isPresent());
      pageRequest.after().ifPresent(cursor -> appendCursor(cursor, order));
      appendOrder(order, pageRequest.queryLimit());
    }

    String sql() {
      return sql.toString();
    }

    Tuple arguments() {
      return arguments;
    }

    /// Adds an argument.
    ///
    /// @return its placeholder in the statement
    private String argument(Object value) {
      arguments.addValue(value);
      return "$" + arguments.size();
    }

    /// Appends the conditions of the filter. A day bound on the same side as the cursor is left
    /// out: of two bounds on one side the index scan may begin at the wider one, and read all rows
    /// up to the narrower.
    private void appendFilter(Filter filter, SortOrder<MemberSort> order, boolean hasCursor) {
      boolean bounded = hasCursor && order.by() == MemberSort.CREATED_AT;
      if (!filter.text().isEmpty()) {
        String text = argument('%' + escaped(filter.text()) + '%');
        sql.append(" and (m.email like %1$s or lower(m.name) like %1$s)".formatted(text));
      }
      filter.role().ifPresent(role -> sql.append(" and m.role = " + argument(role.word())));
      filter
          .from()
          .filter(day -> !bounded || order.descending())
          .ifPresent(day -> sql.append(" and m.created_at >= " + argument(begin(day))));
      filter
          .to()
          .filter(day -> !bounded || !order.descending())
          .ifPresent(day -> sql.append(" and m.created_at < " + argument(begin(day.plusDays(1)))));
    }

    /// Appends the condition of the cursor. Subselects hide its values from the planner, so that
    /// all pages have the plan of the first. Otherwise, near the end of the list, it would collect
    /// the remaining rows and sort them, which takes twice the time.
    private void appendCursor(Cursor cursor, SortOrder<MemberSort> order) {
      String sign = order.descending() ? "<" : ">";
      sql.append(
          switch (order.by()) {
            case ID ->
                " and m.member_id %s %s".formatted(sign, hiddenFromPlanner(cursor.id(), UUID));
            case EMAIL ->
                " and m.email %s %s".formatted(sign, hiddenFromPlanner(cursor.key(), TEXT));
            case NAME ->
                " and (m.name collate \"C\", m.member_id) %s (%s, %s)"
                    .formatted(
                        sign,
                        hiddenFromPlanner(cursor.key(), TEXT),
                        hiddenFromPlanner(cursor.id(), UUID));
            case CREATED_AT ->
                " and (m.created_at, m.member_id) %s (%s, %s)"
                    .formatted(
                        sign,
                        hiddenFromPlanner(Timestamps.of(cursor.instant()), INSTANT),
                        hiddenFromPlanner(cursor.id(), UUID));
          });
    }

    private String hiddenFromPlanner(Object value, String type) {
      return "(select %s::%s)".formatted(argument(value), type);
    }

    /// Appends the sort order and the limit. Ids and e-mails are unique. Names are sorted by code
    /// points, independent of the database's collation, as in all lists; e-mails in the order of
    /// their own index.
    private void appendOrder(SortOrder<MemberSort> order, int limit) {
      String direction = order.descending() ? " desc" : "";
      sql.append(" order by ")
          .append(
              switch (order.by()) {
                case ID -> "m.member_id" + direction;
                case EMAIL -> "m.email" + direction;
                case NAME -> "m.name collate \"C\"%1$s, m.member_id%1$s".formatted(direction);
                case CREATED_AT -> "m.created_at%1$s, m.member_id%1$s".formatted(direction);
              })
          .append(" limit ")
          .append(argument(limit));
    }
  }

  private static OffsetDateTime begin(LocalDate day) {
    return day.atStartOfDay().atOffset(ZoneOffset.UTC);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
