package com.upcoach.bench.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// A database in the embedded PostgreSQL of an UpCoach data folder.
public final class Database {

  private static final String USER = "upcoach";
  private static final String NAME = "upcoach";

  private final Path data;
  private final Postmaster postmaster;

  private Database(Path data) {
    this.data = data;
    this.postmaster = Postmaster.of(data);
  }

  /// UpCoach's own database in the data folder of a running server.
  static Database in(Path data) {
    return new Database(data);
  }

  /// Process id of the postmaster.
  public long pid() {
    return postmaster.pid();
  }

  int port() {
    return postmaster.port();
  }

  Path socket() {
    return postmaster.socket();
  }

  static String name() {
    return NAME;
  }

  static String user() {
    return USER;
  }

  String password() throws IOException {
    return Files.readString(data.resolve("database.password")).strip();
  }

  /// The value of `--database-url` for this database.
  String url() throws IOException {
    return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(USER, password(), port(), NAME);
  }

  /// Maps a row of a result.
  public interface RowReader<T> {
    /// Reads the current row.
    T read(ResultSet row) throws SQLException;
  }

  /// Runs a query and reads all rows.
  public <T> List<T> list(String sql, RowReader<T> reader, Object... arguments)
      throws IOException, SQLException {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      List<T> all = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.add(reader.read(rows));
        }
      }
      return all;
    }
  }

  /// Runs statements, each in its own transaction.
  public void execute(String... statements) throws IOException, SQLException {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /// Runs the statements of a file of [#statement], each in its own transaction.
  ///
  /// @param value replaces the placeholder
  public void executeFile(String file, String placeholder, String value)
      throws IOException, SQLException {
    execute(statement(file).replace(placeholder, value).split(";", -1));
  }

  /// Updates statistics and flushes everything to disk, so that neither happens during a
  /// measurement.
  public void settle() throws IOException, SQLException {
    execute("vacuum analyze", "checkpoint");
  }

  /// Refuses a PostgreSQL whose settings could lose acknowledged writes.
  ///
  /// @throws IllegalStateException naming the setting
  public void requireDurable() throws IOException, SQLException {
    for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      String value = list("show " + setting, row -> row.getString(1)).getFirst();
      if (!value.equals("on")) {
        throw new IllegalStateException(
            "%s is %s: what is not durable is not measured".formatted(setting, value));
      }
    }
  }

  private Connection connect() throws IOException, SQLException {
    Properties properties = new Properties();
    properties.put("user", USER);
    properties.put("password", password());
    return new org.postgresql.Driver()
        .connect("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), NAME), properties);
  }

  /// A statement from a resource file of this module.
  ///
  /// @throws IllegalArgumentException where the file does not exist
  public static String statement(String file) {
    try (InputStream in = Database.class.getResourceAsStream("/sql/" + file)) {
      if (in == null) {
        throw new IllegalArgumentException("no statement " + file);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
