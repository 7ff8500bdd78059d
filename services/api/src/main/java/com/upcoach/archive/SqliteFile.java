package com.upcoach.archive;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/// An untrusted SQLite database, opened so that it can harm neither itself nor the server.
///
/// It is opened read-only and immutable: nothing is written beside it, and a journal beside it is
/// not replayed. Only plain tables are read, because a view or a virtual table can run arbitrary
/// queries. Work is bounded by steps of SQLite's virtual machine, because a crafted schema can make
/// any query endless.
///
/// The header is described at https://www.sqlite.org/fileformat2.html#the_database_header.
final class SqliteFile implements AutoCloseable {

  private static final int HEADER_BYTES = 100;
  private static final int STEPS_PER_CALL = 100_000;

  /// 4 billion steps: some 40 for each of 100 million bytes, and about a minute of one core.
  private static final int MAX_PROGRESS_CALLS = 40_000;

  private final Connection connection;
  private final Map<String, List<String>> tables;

  private SqliteFile(Connection connection) throws SQLException {
    this.connection = connection;
    this.tables = plainTables();
  }

  /// Opens the database after checking that it is complete.
  ///
  /// @throws FileRefusedException where it is truncated or damaged
  static SqliteFile open(Path file, ImportLimits limits) throws IOException {
    try {
      return opened(file, limits);
    } catch (SQLException damaged) {
      throw refusal(damaged, limits);
    }
  }

  /// The refusal of a database that SQLite cannot read.
  static FileRefusedException refusal(SQLException damaged, ImportLimits limits) {
    return damaged.getErrorCode() == SQLiteErrorCode.SQLITE_TOOBIG.code
        ? FileRefusedException.tooLarge("lineChars", limits.lineChars())
        : FileRefusedException.corrupt(
            "database", RecordAccounting.quoted(String.valueOf(damaged.getMessage())));
  }

  private static SqliteFile opened(Path file, ImportLimits limits)
      throws IOException, SQLException {
    checkLength(file);
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setPragma(
        SQLiteConfig.Pragma.LIMIT_LENGTH, String.valueOf(Math.max(limits.lineChars(), 4_096)));
    String url = "jdbc:sqlite:" + file.toUri() + "?mode=ro&immutable=1";
    Connection connection = config.createConnection(url);
    try {
      bound(connection);
      checkIntegrity(connection);
      return new SqliteFile(connection);
    } catch (SQLException | IOException failure) {
      connection.close();
      throw failure;
    }
  }

  /// Compares the length in the header with the file's. A database last written by SQLite before
  /// 3.7.0 has none in the header; there only a broken page shows the truncation.
  private static void checkLength(Path file) throws IOException {
    long size = Files.size(file);
    if (size < HEADER_BYTES) {
      throw FileRefusedException.truncated("database header", "the file ends within it");
    }
    byte[] header = new byte[HEADER_BYTES];
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.readFully(header);
    }
    ByteBuffer fields = ByteBuffer.wrap(header);
    int stated = fields.getShort(16) & 0xFFFF;
    long pageBytes = stated == 1 ? 65_536 : stated;
    if (pageBytes < 512 || Long.bitCount(pageBytes) != 1) {
      throw FileRefusedException.corrupt("database header", "the page size is not one of SQLite's");
    }
    if (size % pageBytes != 0) {
      throw FileRefusedException.truncated("database", "the file ends within a page");
    }
    boolean pagesStated = fields.getInt(24) == fields.getInt(92) && fields.getInt(28) > 0;
    if (pagesStated && size < fields.getInt(28) * pageBytes) {
      throw FileRefusedException.truncated(
          "database",
          "the file has %d of its %d pages".formatted(size / pageBytes, fields.getInt(28)));
    }
  }

  private static void bound(Connection connection) throws SQLException {
    ProgressHandler.setHandler(
        connection,
        STEPS_PER_CALL,
        new ProgressHandler() {
          private int calls;

          @Override
          protected int progress() {
            calls++;
            return calls > MAX_PROGRESS_CALLS ? 1 : 0;
          }
        });
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma trusted_schema = off");
      // Sorted rows are a member's data: they must not reach a file in the system's temporary
      // folder.
      statement.execute("pragma temp_store = memory");
      statement.execute("pragma cell_size_check = on");
    }
  }

  private static void checkIntegrity(Connection connection) throws SQLException, IOException {
    try (Statement statement = connection.createStatement();
        ResultSet verdict = statement.executeQuery("pragma integrity_check(1)")) {
      String first = verdict.next() ? verdict.getString(1) : "no verdict";
      if (!"ok".equals(first)) {
        throw FileRefusedException.corrupt("database", RecordAccounting.quoted(first));
      }
    }
  }

  private Map<String, List<String>> plainTables() throws SQLException {
    List<String> names = new ArrayList<>();
    String plain =
        "select name from sqlite_schema where type = 'table'"
            + " and sql not like 'create virtual%'";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(plain)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    Map<String, List<String>> columns = new HashMap<>();
    for (String name : names) {
      columns.put(name.toLowerCase(Locale.ROOT), plainColumns(name));
    }
    return columns;
  }

  private List<String> plainColumns(String table) throws SQLException {
    List<String> columns = new ArrayList<>();
    String xinfo =
        "select name from pragma_table_xinfo('" + table.replace("'", "''") + "') where hidden = 0";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(xinfo)) {
      while (rows.next()) {
        columns.add(rows.getString(1).toLowerCase(Locale.ROOT));
      }
    }
    return columns;
  }

  /// Tells whether the table exists; the name is in lower case.
  boolean hasTable(String table) {
    return tables.containsKey(table);
  }

  /// Tells whether the table exists with this stored column; names are in lower case.
  boolean has(String table, String column) {
    return tables.getOrDefault(table, List.of()).contains(column);
  }

  /// The application's schema version, stored in `pragma user_version`.
  int schemaVersion() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet version = statement.executeQuery("pragma user_version")) {
      return version.next() ? version.getInt(1) : 0;
    }
  }

  /// Reads every row of a table; a missing column reads as null.
  ///
  /// @param columns in lower case, all plain words
  /// @param order column to sort by, or an expression of existing columns
  void eachRow(String table, List<String> columns, String order, RowReader reader)
      throws SQLException, IOException {
    List<String> selected = new ArrayList<>();
    for (String column : columns) {
      // Quoted because Loop has a column called "end", an SQL keyword.
      String stored = has(table, column) ? "\"" + column + "\"" : "null";
      selected.add(stored + " as c" + selected.size());
    }
    String select =
        "select " + String.join(", ", selected) + " from " + table + " order by " + order;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(select)) {
      while (rows.next()) {
        Map<String, Object> row = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
          row.put(columns.get(i), rows.getObject(i + 1));
        }
        reader.read(new Row(row));
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException failure) {
      throw new IOException("the database cannot be closed", failure);
    }
  }

  /// Callback for the rows of a table.
  @FunctionalInterface
  interface RowReader {
    void read(Row row) throws IOException;
  }

  /// Values of one row, of whatever type they were stored with.
  record Row(Map<String, Object> values) {

    /// The whole number in that column; null if none.
    Long whole(String column) {
      return switch (values.get(column)) {
        case Integer number -> number.longValue();
        case Long number -> number;
        case null, default -> null;
      };
    }

    long wholeOr(String column, long fallback) {
      Long number = whole(column);
      return number == null ? fallback : number;
    }

    /// The number in that column; NaN if none.
    double number(String column) {
      return values.get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    boolean isNull(String column) {
      return values.get(column) == null;
    }

    /// The text in that column, made fit to be stored; null if none.
    String text(String column) {
      return values.get(column) instanceof String text ? SourceText.orNull(text) : null;
    }

    /// The named columns as one text, for the list of refused lines.
    String quoted(String... columns) {
      StringBuilder text = new StringBuilder();
      for (String column : columns) {
        text.append(text.isEmpty() ? "" : ", ")
            .append(column)
            .append(' ')
            .append(values.get(column) instanceof byte[] ? "bytes" : values.get(column));
      }
      return text.toString();
    }
  }
}
