package com.upcoach.server;

import com.upcoach.database.DatabaseAddress;
import com.upcoach.settings.Setting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/// Direct access to the server's database, over one connection that all tests share.
public final class Rows {

  private static Connection connection;
  private static String fingerprint;

  private Rows() {}

  /// The first column of the first row, as text.
  public static String one(String sql, Object... arguments) {
    return column(sql, arguments).getFirst();
  }

  /// The first column, as text.
  public static synchronized List<String> column(String sql, Object... arguments) {
    try (PreparedStatement statement = prepared(sql, arguments);
        var rows = statement.executeQuery()) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException wrong) {
      throw new IllegalStateException(sql, wrong);
    }
  }

  public static synchronized void change(String sql, Object... arguments) {
    try (PreparedStatement statement = prepared(sql, arguments)) {
      statement.execute();
    } catch (SQLException wrong) {
      throw new IllegalStateException(sql, wrong);
    }
  }

  /// A fingerprint of all rows by table: equal fingerprints mean that nothing was written.
  public static synchronized List<String> fingerprint() {
    if (fingerprint == null) {
      fingerprint =
          tables().stream()
              .map(
                  table ->
                      "select '%1$s ' || count(*) || ' ' || coalesce(sum(hashtext(t::text)::bigint), 0) from \"%1$s\" t%2$s"
                          .formatted(table, condition(table)))
              .collect(Collectors.joining(" union all ", "", " order by 1"));
    }
    return column(fingerprint);
  }

  /// The condition that leaves failed sign-ins out of the fingerprint: they are counted and
  /// recorded on purpose, after the response. All other events belong to the fingerprint: a refused
  /// password change must not record an event.
  private static String condition(String table) {
    return table.equals("security_event")
        ? " where kind not in ('sign-in-failed', 'sign-in-refused')"
        : "";
  }

  /// All tables except the counts of failed sign-ins, see [#condition].
  private static List<String> tables() {
    return column(
        "select relname from pg_class where relnamespace = 'public'::regnamespace"
            + " and relkind in ('r', 'p') and not relispartition"
            + " and relname not like 'flyway%'"
            + " and relname <> 'sign_in_backoff'");
  }

  private static PreparedStatement prepared(String sql, Object... arguments) throws SQLException {
    if (connection == null) {
      // Connects as the owner, as tests also create triggers.
      Config config = ConfigProvider.getConfig();
      String url =
          config
              .getOptionalValue(Setting.DATABASE_OWNER_URL.property(), String.class)
              .orElseGet(() -> config.getValue(Setting.DATABASE_URL.property(), String.class));
      connection = DatabaseAddress.parse(url).dataSource().getConnection();
    }
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int place = 0; place < arguments.length; place++) {
      statement.setObject(place + 1, arguments[place]);
    }
    return statement;
  }
}
