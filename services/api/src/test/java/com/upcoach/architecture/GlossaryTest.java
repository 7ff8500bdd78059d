package com.upcoach.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.upcoach.settings.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Checks the words of texts that members, operators and client developers read, and `GLOSSARY.md`.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GlossaryTest {

  private static final Path ROOT = Path.of("../..");

  private static final Pattern ENTRY =
      Pattern.compile("^\\| ([a-z]+(?: [a-z]+)?) \\| (.+) \\|$", Pattern.MULTILINE);

  /// A row of the table of words to avoid.
  private static final Pattern AVOIDED =
      Pattern.compile("^\\| `([^|]+)` \\| ([^|`]+) \\|$", Pattern.MULTILINE);

  /// A string or a text block of Java code.
  private static final Pattern JAVA_STRING =
      Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:\\\\.|[^\"\\\\\n])*)\"", Pattern.DOTALL);

  private static final Pattern FORBIDDEN = forbidden(avoided());

  /// A description or another string of a GraphQL schema.
  private static final Pattern STRING =
      Pattern.compile("\"\"\"(.*?)\"\"\"|\"([^\"\n]*)\"", Pattern.DOTALL);

  @Test
  void every_word_of_the_glossary_is_used_in_the_code() {
    String code = sources();
    List<String> words = glossary().keySet().stream().toList();
    assertTrue(words.size() >= 12, words.toString());
    assertEquals(List.of(), words.stream().filter(word -> !isUsed(word, code)).toList());
  }

  @Test
  void a_word_that_no_code_uses_is_noticed() {
    assertTrue(isUsed("day start", "String dayStart;"));
    assertTrue(!isUsed("day start", "String day; String start; String someDaystarter;"));
    assertTrue(!isUsed("lane", "Plane plane; Slanes lanes2;"));
  }

  @Test
  void public_texts_contain_no_forbidden_word() {
    Map<String, String> texts = publicTexts();
    assertTrue(texts.size() > 500, texts.size() + " texts");
    for (String source :
        List.of("openapi", "graphql", "problems", "setting", "command", "guide", "code")) {
      assertTrue(texts.keySet().stream().anyMatch(place -> place.startsWith(source)), source);
    }
    assertEquals(List.of(), violations(texts));
  }

  @Test
  void every_word_to_avoid_is_found_in_a_text_and_in_capitals() {
    List<String> avoided = avoided();
    assertTrue(avoided.size() >= 20, avoided.toString());
    for (String word : avoided) {
      String text = "The date " + word + ", and more.";
      assertEquals(List.of(word), found(text), word);
      assertEquals(List.of(word.toUpperCase(Locale.ROOT)), found(text.toUpperCase(Locale.ROOT)));
    }
    assertEquals(List.of("walls"), found("between walls"));
    assertEquals(List.of(), found("A firewall, indoors, ongoing, a warehouse, an enclosure."));
  }

  @Test
  void a_text_of_the_code_with_a_forbidden_word_is_found() {
    Map<String, String> texts = new TreeMap<>();
    javaStrings(
        "Planted.java",
        """
        // a comment about a door is for engineers
        refuse('"', "not on your wall", WALL);
        String help = \"""
            Behind a door.
            \""";
        """,
        texts);
    assertEquals(
        List.of("Planted.java: on your wall", "Planted.java: ehind a door"),
        violations(texts).stream().map(line -> line.replaceAll(" at [0-9]+", "")).toList());
  }

  private static List<String> found(String text) {
    return FORBIDDEN.matcher(text).results().map(MatchResult::group).toList();
  }

  /// The words to avoid, each as a whole word.
  private static Pattern forbidden(List<String> words) {
    String any =
        words.stream().map(word -> Pattern.quote(word) + "s?").collect(Collectors.joining("|"));
    return Pattern.compile("\\b(?:" + any + ")\\b", Pattern.CASE_INSENSITIVE);
  }

  private static List<String> avoided() {
    return AVOIDED
        .matcher(read(ROOT.resolve("GLOSSARY.md")))
        .results()
        .flatMap(row -> Arrays.stream(row.group(1).split("`, `", -1)))
        .toList();
  }

  private static List<String> violations(Map<String, String> texts) {
    return texts.entrySet().stream()
        .flatMap(
            text ->
                FORBIDDEN
                    .matcher(text.getValue())
                    .results()
                    .map(found -> text.getKey() + ": " + context(text.getValue(), found)))
        .toList();
  }

  /// The match with up to eight characters before it.
  private static String context(String text, MatchResult found) {
    int from = Math.max(0, found.start() - 8);
    return text.substring(from, found.end()).strip();
  }

  private static Map<String, String> glossary() {
    return ENTRY
        .matcher(read(ROOT.resolve("GLOSSARY.md")))
        .results()
        .filter(entry -> !List.of("word", "avoid").contains(entry.group(1)))
        .collect(
            Collectors.toMap(
                entry -> entry.group(1),
                entry -> entry.group(2),
                (first, _) -> first,
                TreeMap::new));
  }

  /// Whether the word is an identifier, or a part of one in camel case.
  private static boolean isUsed(String word, String code) {
    String[] parts = word.split(" ", -1);
    String tail =
        Arrays.stream(parts).skip(1).map(GlossaryTest::capital).collect(Collectors.joining());
    String whole = parts[0] + tail + "(?:s|es)?(?![a-z0-9])";
    return Pattern.compile("(?<![A-Za-z])" + whole + "|" + capital(whole)).matcher(code).find();
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /// All public texts by their place.
  private static Map<String, String> publicTexts() {
    Map<String, String> texts = new TreeMap<>();
    descriptions(openApi(), "openapi", texts);
    for (Path schema : files(ROOT.resolve("contracts/schema"), ".graphqls")) {
      STRING
          .matcher(read(schema))
          .results()
          .forEach(
              found ->
                  texts.put(
                      "graphql " + schema.getFileName() + " at " + found.start(), found.group()));
    }
    texts.put("problems.md", read(ROOT.resolve("contracts/problems.md")));
    for (Path guide : files(ROOT.resolve("docs/guides"), ".md")) {
      texts.put("guide " + guide.getFileName(), read(guide));
    }
    for (Path source : files(Path.of("src/main/java"), ".java")) {
      javaStrings("code " + source.getFileName(), read(source), texts);
    }
    for (Setting setting : Setting.values()) {
      texts.put("setting " + setting.key(), setting.help());
    }
    for (JavaClass type :
        new ClassFileImporter().importPackages("com.upcoach.cli", "com.upcoach.server")) {
      if (type.isAnnotatedWith(CommandLine.Command.class)) {
        command(type.reflect(), texts);
      }
    }
    return texts;
  }

  /// Problem details, log lines and other strings of a source file; comments are left out.
  private static void javaStrings(String place, String source, Map<String, String> texts) {
    JAVA_STRING
        .matcher(source.replaceAll("(?m)^\\s*//.*$", "").replace("'\"'", ""))
        .results()
        .forEach(string -> texts.put(place + " at " + string.start(), string.group()));
  }

  private static void descriptions(JsonNode node, String place, Map<String, String> texts) {
    node.properties()
        .forEach(
            field -> {
              String below = place + "/" + field.getKey();
              boolean text = List.of("description", "summary").contains(field.getKey());
              if (text && field.getValue().isTextual()) {
                texts.put(below, field.getValue().asText());
              } else {
                descriptions(field.getValue(), below, texts);
              }
            });
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        descriptions(node.get(i), place + "/" + i, texts);
      }
    }
  }

  private static void command(Class<?> type, Map<String, String> texts) {
    CommandLine.Command command = type.getAnnotation(CommandLine.Command.class);
    String place = "command " + command.name();
    texts.put(place, String.join("\n", command.description()));
    for (Field field : type.getDeclaredFields()) {
      List<String> help = new ArrayList<>();
      for (CommandLine.Option option : field.getAnnotationsByType(CommandLine.Option.class)) {
        help.addAll(List.of(option.description()));
      }
      for (CommandLine.Parameters parameter :
          field.getAnnotationsByType(CommandLine.Parameters.class)) {
        help.addAll(List.of(parameter.description()));
      }
      texts.put(place + " " + field.getName(), String.join("\n", help));
    }
  }

  private static JsonNode openApi() {
    try {
      return new YAMLMapper().readTree(read(ROOT.resolve("contracts/openapi.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sources() {
    return Stream.of("services", "libraries")
        .flatMap(folder -> files(ROOT.resolve(folder), ".java").stream())
        .map(GlossaryTest::read)
        .map(text -> text.replaceAll("(?m)^\\s*//.*$", ""))
        .collect(Collectors.joining("\n"));
  }

  private static List<Path> files(Path folder, String ending) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(ending))
          .filter(file -> !file.toString().contains("/target/"))
          .filter(file -> !file.endsWith("GlossaryTest.java"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
