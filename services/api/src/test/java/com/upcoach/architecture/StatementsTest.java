package com.upcoach.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// Checks every SQL statement of the product. Sharding by member works only if each statement on a
/// member's tables has a condition on the member.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StatementsTest {

  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

  private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*\\.sql");

  private static final Pattern TABLE_CHANGE =
      Pattern.compile(
          "create table (?<created>\\w+) \\((?<columns>.*?)\\n\\)"
              + "|alter table (?<renamed>\\w+) rename to (?<name>\\w+)"
              + "|drop table (?<dropped>\\w+)",
          Pattern.DOTALL);

  private static final Pattern STATEMENT =
      Pattern.compile("^\\s*(select|insert|update|delete|with)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern MEMBER_CONDITION =
      Pattern.compile("member_id\\s*=\\s*\\$\\d|insert into \\w+\\s*\\(member_id\\b");

  /// A batched statement, with its members as the first array.
  private static final Pattern BATCHED_MEMBER_CONDITION =
      Pattern.compile(
          "unnest\\(\\$1::uuid\\[].* as k \\(member_id\\b.*\\.member_id = k\\.member_id",
          Pattern.DOTALL);

  /// Tables without member data: of groups, of operators, and of e-mails without an account.
  private static final Set<String> WITHOUT_MEMBER_DATA =
      Set.of("team", "cache_share", "audit_entry", "sign_in_backoff");

  /// Statements over several members, each with its justification.
  private static final Map<String, String> EXEMPT =
      Map.ofEntries(
          Map.entry("MemberStore.BY_EMAIL", "finds out who a member is"),
          Map.entry("MemberStore.CREDENTIALS_BY_EMAIL", "finds out who a member is"),
          Map.entry("MemberListStore.PAGE", "an admin's list of members"),
          Map.entry("MemberStore.DISBAND", "ends the groups of a member, with others in them"),
          Map.entry(
              "MemberStore.EMPTY_GROUPS", "takes the others out of a leaving member's groups"),
          Map.entry("GroupStore.EMPTY", "takes all members out of a group that ends"),
          Map.entry("GroupStore.DELETE", "ends a group with all its members"),
          Map.entry("GroupStore.MEMBERS", "lists a group's members"),
          Map.entry("LeaderboardStore.TOP", "a board is of many members"),
          Map.entry("LeaderboardStore.AROUND", "neighbours on a board are others"),
          Map.entry("CountsReader.COUNT", "counts all members of a board"),
          Map.entry("GroupBoardStore.PLACES", "a board is of many members"),
          Map.entry("GroupBoardStore.AROUND", "neighbours on a board are others"),
          Map.entry("CommandServices", "asks whether an update concerns any member"),
          Map.entry(
              "DemoLoad",
              "looks before a load whether there are members, and whose e-mail is taken"),
          Map.entry("MonthlyPartitions", "moves the check-ins of all members to their month"),
          Map.entry("BookRecount.SELECT_PENDING", "finds the members that an update concerns"),
          Map.entry("ImportStore.REFUSE_RUNNING", "runs once at the start of the server"),
          Map.entry("WarmingStore.PATTERNS", "runs once at the start of the server"),
          Map.entry("WarmingStore.HOT", "runs once at the start of the server"),
          Map.entry("WarmingStore.DELETE_COLD", "deletes responses of all members"),
          Map.entry("IdempotencyStore.DELETE_EXPIRED", "deletes keys of all members"),
          Map.entry("GroupStore.BY_CODE", "finds a group by its code"),
          Map.entry("GroupStore.COLUMNS", "is a part of the other statements"));

  @Test
  void every_statement_on_member_tables_has_a_condition_on_the_member() throws Exception {
    Set<String> wrong = new TreeSet<>();
    statements()
        .forEach(
            (name, sql) -> {
              if (!EXEMPT.containsKey(name.replaceAll("#.*", "")) && !hasMemberCondition(sql)) {
                wrong.add(name);
              }
            });
    assertEquals(Set.of(), wrong);
  }

  @Test
  void a_statement_on_rows_of_other_members_is_detected() {
    assertFalse(hasMemberCondition("select title from habit where member_id <> $1"));
  }

  @Test
  void statements_are_found_in_fields_and_methods() throws Exception {
    Set<String> found =
        Set.copyOf(
            statements(
                    new ClassFileImporter()
                        .importPackages("com.upcoach.architecture.planted.statements"))
                .values());
    assertEquals(
        Set.of(
            "delete from habit h where h.id = $2",
            "select amount from check_in c where c.habit_id = $1",
            "update habit set \1 = $1 where id = $2",
            "select title from habit where member_id <> $1"),
        found);
  }

  @Test
  void a_statement_without_a_member_is_detected() throws Exception {
    assertFalse(hasMemberCondition("select amount from check_in c where c.habit_id = $1"));
    assertTrue(hasMemberCondition("select amount from check_in c where c.member_id = $1"));
    String many = "select 1 from unnest($1::uuid[]) with ordinality as k (member_id, n) ";
    assertTrue(hasMemberCondition(many + "join habit h on h.member_id = k.member_id"));
    assertFalse(hasMemberCondition(many + "join habit h on h.id = k.member_id"));
  }

  @Test
  void a_statement_on_a_renamed_table_is_detected() throws Exception {
    assertFalse(hasMemberCondition("select path from hot_response h where h.rank = $1"));
    assertFalse(tables().containsKey("hot_answer"), "a table's former name");
  }

  @Test
  void every_exemption_exists() throws Exception {
    assertEquals(Set.of(), difference(EXEMPT.keySet(), statements().keySet()));
  }

  @Test
  void the_first_column_of_member_tables_is_the_member() throws IOException {
    tables()
        .forEach(
            (table, columns) ->
                assertTrue(
                    columns.stripLeading().startsWith("member_id")
                        || WITHOUT_MEMBER_DATA.contains(table),
                    table + " does not begin with member_id"));
  }

  private static boolean hasMemberCondition(String sql) {
    boolean ofMembers;
    try {
      ofMembers =
          tables().keySet().stream()
              .filter(table -> !WITHOUT_MEMBER_DATA.contains(table))
              .anyMatch(
                  table ->
                      Pattern.compile("\\b(from|join|into|update|using) " + table + "\\b")
                          .matcher(sql)
                          .find());
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
    return !ofMembers
        || MEMBER_CONDITION.matcher(sql).find()
        || BATCHED_MEMBER_CONDITION.matcher(sql).find();
  }

  /// The tables after all migrations, by their present names.
  private static Map<String, String> tables() throws IOException {
    Map<String, String> tables = new TreeMap<>();
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      for (Path file : files.sorted(Comparator.comparingInt(StatementsTest::version)).toList()) {
        Matcher change = TABLE_CHANGE.matcher(Files.readString(file));
        while (change.find()) {
          if (change.group("created") != null) {
            tables.put(change.group("created"), change.group("columns"));
          } else if (change.group("renamed") != null) {
            tables.put(change.group("name"), tables.remove(change.group("renamed")));
          } else {
            tables.remove(change.group("dropped"));
          }
        }
      }
    }
    return tables;
  }

  private static int version(Path migration) {
    Matcher name = VERSION.matcher(migration.getFileName().toString());
    assertTrue(name.matches(), migration.toString());
    return Integer.parseInt(name.group(1));
  }

  private static Map<String, String> statements() throws Exception {
    return statements(
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.upcoach"));
  }

  /// The statements by name: in static fields by class and field, others by class and number.
  private static Map<String, String> statements(JavaClasses classes) throws Exception {
    Map<String, String> statements = new TreeMap<>();
    for (JavaClass type : classes) {
      for (Field field : type.reflect().getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())) {
          put(statements, type.getSimpleName() + "." + field.getName(), texts(field));
        }
      }
    }
    String inFields = String.join("\n", statements.values());
    for (JavaClass type : classes) {
      put(
          statements,
          type.getSimpleName(),
          constants(type).stream().filter(text -> !isPartOf(inFields, text)).toList());
    }
    return statements;
  }

  private static void put(Map<String, String> statements, String name, List<String> texts) {
    int count = 0;
    for (String text : texts) {
      if (STATEMENT.matcher(text).find()) {
        statements.put(count++ == 0 ? name : name + "#" + count, text);
      }
    }
  }

  /// The string constants in the code of a class: literals, and recipes of string concatenations,
  /// with a `\1` for each value.
  private static List<String> constants(JavaClass type) throws IOException {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream bytes = StatementsTest.class.getResourceAsStream(file)) {
      List<String> constants = new ArrayList<>();
      for (PoolEntry entry : ClassFile.of().parse(bytes.readAllBytes()).constantPool()) {
        if (entry instanceof StringEntry string) {
          constants.add(string.stringValue());
        }
      }
      return constants;
    }
  }

  /// Whether a text occurs in a field's text, with any text in place of its values.
  private static boolean isPartOf(String inFields, String text) {
    int from = 0;
    for (String part : text.split("\1|%s", -1)) {
      from = inFields.indexOf(part, from);
      if (from < 0) {
        return false;
      }
    }
    return true;
  }

  private static List<String> texts(Field field) throws IllegalAccessException {
    if (field.getType() == String.class) {
      field.setAccessible(true);
      return List.of((String) field.get(null));
    }
    if (field.getType() == List.class && field.getName().equals("REMOVE")) {
      field.setAccessible(true);
      return ((List<?>) field.get(null)).stream().map(String.class::cast).toList();
    }
    if (field.getType() == Map.class) {
      field.setAccessible(true);
      return ((Map<?, ?>) field.get(null))
          .values().stream().filter(String.class::isInstance).map(String.class::cast).toList();
    }
    return List.of();
  }

  private static Set<String> difference(Set<String> some, Set<String> others) {
    Set<String> left = new TreeSet<>(some);
    left.removeAll(others);
    return left;
  }
}
