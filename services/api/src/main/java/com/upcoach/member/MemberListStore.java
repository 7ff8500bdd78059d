package com.upcoach.member;

import com.upcoach.access.Role;
import com.upcoach.database.Queries;
import com.upcoach.database.Timestamps;
import com.upcoach.paging.Cursor;
import com.upcoach.paging.PageRequest;
import com.upcoach.paging.SortOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// The SQL of lists of all members. There may be a million: each order is that of an index, and a
/// page begins at its place in it.
@ApplicationScoped
public class MemberListStore {

  /// What is asked for comes after it, and nothing else: a condition that holds for all, as "no
  /// later than for ever", has the planner or the index begin at the wrong end.
  static final String PAGE = "select " + MemberStore.COLUMNS + " from member m where true";

  private static final String UUID = "uuid";
  private static final String TEXT = "text";
  private static final String INSTANT = "timestamptz";

  private final Queries queries;

  public MemberListStore(Queries queries) {
    this.queries = queries;
  }

  /// Which members.
  ///
  /// @param text that e-mail or name holds, in lower case; empty for any
  /// @param role empty for any
  /// @param from the first day of registration, in UTC
  /// @param to the last one
  record Which(String text, Optional<Role> role, Optional<LocalDate> from, Optional<LocalDate> to) {

    static final Which ALL = holding("");

    /// Those whose e-mail or name holds a text.
    ///
    /// @param text as it was sent
    static Which holding(String text) {
      return new Which(
          MemberFields.normalised(text), Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /// The rows of a page, and one more where more follow.
  Uni<List<Member>> page(Which which, SortOrder<MemberSort> order, PageRequest listing) {
    Asked asked = new Asked(which, order, listing);
    return queries.list(asked.sql(), asked.arguments(), MemberStore::member);
  }

  /// A statement as it grows, with its arguments.
  static final class Asked {

    private final StringBuilder sql = new StringBuilder(PAGE);
    private final Tuple arguments = Tuple.tuple();

    Asked(Which which, SortOrder<MemberSort> order, PageRequest listing) {
      filtered(which, order, listing.after().isPresent());
      listing.after().ifPresent(cursor -> behind(cursor, order));
      inOrder(order, listing.queryLimit());
    }

    String sql() {
      return sql.toString();
    }

    Tuple arguments() {
      return arguments;
    }

    /// @return where the statement has the argument
    private String argument(Object value) {
      arguments.addValue(value);
      return "$" + arguments.size();
    }

    /// A day that bounds the list where its cursor does is left out: of two bounds on one
    /// side, the index may begin at the wider, and pass by all that lies between.
    private void filtered(Which which, SortOrder<MemberSort> order, boolean further) {
      boolean bounded = further && order.by() == MemberSort.CREATED_AT;
      if (!which.text().isEmpty()) {
        String text = argument('%' + escaped(which.text()) + '%');
        sql.append(" and (m.email like %1$s or lower(m.name) like %1$s)".formatted(text));
      }
      which.role().ifPresent(role -> sql.append(" and m.role = " + argument(role.word())));
      which
          .from()
          .filter(day -> !bounded || order.descending())
          .ifPresent(day -> sql.append(" and m.created_at >= " + argument(begin(day))));
      which
          .to()
          .filter(day -> !bounded || !order.descending())
          .ifPresent(day -> sql.append(" and m.created_at < " + argument(begin(day.plusDays(1)))));
    }

    /// The planner is not to see where in the list it is: near the end it would collect the
    /// rows that are left and sort them, for twice the time. What a part selects it does not
    /// look into, so that all pages have the plan of the first.
    private void behind(Cursor cursor, SortOrder<MemberSort> order) {
      String sign = order.descending() ? "<" : ">";
      sql.append(
          switch (order.by()) {
            case ID -> " and m.member_id %s %s".formatted(sign, unseen(cursor.id(), UUID));
            case EMAIL -> " and m.email %s %s".formatted(sign, unseen(cursor.key(), TEXT));
            case NAME ->
                " and (m.name collate \"C\", m.member_id) %s (%s, %s)"
                    .formatted(sign, unseen(cursor.key(), TEXT), unseen(cursor.id(), UUID));
            case CREATED_AT ->
                " and (m.created_at, m.member_id) %s (%s, %s)"
                    .formatted(
                        sign,
                        unseen(Timestamps.of(cursor.instant()), INSTANT),
                        unseen(cursor.id(), UUID));
          });
    }

    private String unseen(Object value, String type) {
      return "(select %s::%s)".formatted(argument(value), type);
    }

    /// Ids and e-mails are there once only. Names stand by their code points wherever the
    /// database is, as in all lists; e-mails as their own index has them.
    private void inOrder(SortOrder<MemberSort> order, int most) {
      String way = order.descending() ? " desc" : "";
      sql.append(" order by ")
          .append(
              switch (order.by()) {
                case ID -> "m.member_id" + way;
                case EMAIL -> "m.email" + way;
                case NAME -> "m.name collate \"C\"%1$s, m.member_id%1$s".formatted(way);
                case CREATED_AT -> "m.created_at%1$s, m.member_id%1$s".formatted(way);
              })
          .append(" limit ")
          .append(argument(most));
    }
  }

  private static OffsetDateTime begin(LocalDate day) {
    return day.atStartOfDay().atOffset(ZoneOffset.UTC);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
