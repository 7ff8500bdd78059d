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

/// A foreign SQLite database, opened so that neither it nor the server can come to harm.
///
/// Read only and immutable: nothing is written beside it, and a journal beside it is not played
/// back. Only plain tables are read; a view or a virtual table could run what its author likes.
/// Work is bounded by steps of SQLite's machine, as a crafted schema can make any query endless.
///
/// The header is described at https://www.sqlite.org/fileformat2.html#the_database_header.
final class SqliteFile implements AutoCloseable {

  private static final int HEADER_BYTES = 100;
  private static final int STEPS_PER_CALL = 100_000;

  /// 4 billion steps: some 40 for each of 100 million bytes, and about a minute of one core.
  private static final int MOST_CALLS = 40_000;

  private final Connection connection;
  private final Map<String, List<String>> tables;

  private SqliteFile(Connection connection) throws SQLException {
    this.connection = connection;
    this.tables = plainTables();
  }

  /// Opens the database after checking that it is all there.
  ///
  /// @throws RefusedWhole cut short or damaged
  static SqliteFile open(Path file, ImportLimits limits) throws IOException {
    try {
      return opened(file, limits);
    } catch (SQLException damaged) {
      throw refusal(damaged, limits);
    }
  }

  /// The refusal for a database that SQLite cannot read.
  static RefusedWhole refusal(SQLException damaged, ImportLimits limits) {
    return damaged.getErrorCode() == SQLiteErrorCode.SQLITE_TOOBIG.code
        ? RefusedWhole.tooLarge("lineChars", limits.lineChars())
        : RefusedWhole.corrupt(
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

  /// Compares the length that the header states with the file's. A database last written by
  /// SQLite before 3.7.0 states none; then only a broken page shows.
  private static void checkLength(Path file) throws IOException {
    long size = Files.size(file);
    if (size < HEADER_BYTES) {
      throw RefusedWhole.cutShort("database header", "the file ends within it");
    }
    byte[] header = new byte[HEADER_BYTES];
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.readFully(header);
    }
    ByteBuffer fields = ByteBuffer.wrap(header);
    int stated = fields.getShort(16) & 0xFFFF;
    long pageBytes = stated == 1 ? 65_536 : stated;
    if (pageBytes < 512 || Long.bitCount(pageBytes) != 1) {
      throw RefusedWhole.corrupt("database header", "the page size is not one of SQLite's");
    }
    if (size % pageBytes != 0) {
      throw RefusedWhole.cutShort("database", "the file ends within a page");
    }
    boolean pagesStated = fields.getInt(24) == fields.getInt(92) && fields.getInt(28) > 0;
    if (pagesStated && size < fields.getInt(28) * pageBytes) {
      throw RefusedWhole.cutShort(
          "database", size / pageBytes + " of its " + fields.getInt(28) + " pages are there");
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
            return calls > MOST_CALLS ? 1 : 0;
          }
        });
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma trusted_schema = off");
      // What is sorted is a member's: not into a file of the system's temporary folder.
      statement.execute("pragma temp_store = memory");
      statement.execute("pragma cell_size_check = on");
    }
  }

  private static void checkIntegrity(Connection connection) throws SQLException, IOException {
    try (Statement statement = connection.createStatement();
        ResultSet verdict = statement.executeQuery("pragma integrity_check(1)")) {
      String first = verdict.next() ? verdict.getString(1) : "no verdict";
      if (!"ok".equals(first)) {
        throw RefusedWhole.corrupt("database", RecordAccounting.quoted(first));
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

  /// Whether there is such a table; its name in lower case.
  boolean hasTable(String table) {
    return tables.containsKey(table);
  }

  /// Whether there is such a table with such a stored column; names in lower case.
  boolean has(String table, String column) {
    return tables.getOrDefault(table, List.of()).contains(column);
  }

  /// The schema version that the application keeps in `pragma user_version`.
  int schemaVersion() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet version = statement.executeQuery("pragma user_version")) {
      return version.next() ? version.getInt(1) : 0;
    }
  }

  /// Every row of a table; a column that the table has not is null.
  ///
  /// @param columns in lower case, all plain words
  /// @param order column to sort by, or an expression of columns that are there
  void eachRow(String table, List<String> columns, String order, RowReader reader)
      throws SQLException, IOException {
    List<String> selected = new ArrayList<>();
    for (String column : columns) {
      // In quotation marks because Loop has a column called "end", a word of SQL.
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

  /// Takes the rows of a table one by one.
  @FunctionalInterface
  interface RowReader {
    void read(Row row) throws IOException;
  }

  /// The values of one row, of whatever type they were stored with.
  record Row(Map<String, Object> values) {

    /// The whole number in that column, or null when there is none.
    Long whole(String column) {
      return switch (values.get(column)) {
        case Integer number -> number.longValue();
        case Long number -> number;
        case null, default -> null;
      };
    }

    long wholeOr(String column, long otherwise) {
      Long number = whole(column);
      return number == null ? otherwise : number;
    }

    /// The number in that column, or NaN when there is none.
    double number(String column) {
      return values.get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    boolean isNull(String column) {
      return values.get(column) == null;
    }

    /// The text in that column, fit to be kept; null when there is none.
    String text(String column) {
      return values.get(column) instanceof String text ? SourceText.orNull(text) : null;
    }

    /// The columns named, as one text for a list of what was refused.
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
