package com.upcoach.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upcoach.input.BoundedJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads our own export, one check-in at a time.
///
/// Unlike other trackers' files it is read strictly: an unknown field is refused, with its name,
/// not ignored.
final class OwnExportReader {

  private static final int NESTING = 20;

  /// A schedule with seven weekdays has twelve values; no other object in the file has more.
  private static final int SMALL_VALUES = 64;

  private static final int PAUSES = 10_000;

  private static final String REPEATED_ID = "id is that of a habit before";

  private final ImportLimits limits;
  private final RecordAccounting accounting;
  private final JsonParser json;
  private final List<Archive.Habit> habits = new ArrayList<>();
  private final List<Archive.Pause> pauses = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();
  private int habitNumber;
  private int valuesLeft;

  private OwnExportReader(JsonParser json, ImportLimits limits) {
    this.json = json;
    this.limits = limits;
    this.accounting = new RecordAccounting(limits);
  }

  static Archive read(TextContent.Opener file, ImportLimits limits) throws IOException {
    try (InputStream content = file.open();
        JsonParser json = new BoundedJson(NESTING, limits.lineChars()).parser(content)) {
      return new OwnExportReader(json, limits).read();
    } catch (JsonEOFException end) {
      throw FileRefusedException.truncated(where(end), "the file ends before its content does");
    } catch (JsonProcessingException broken) {
      throw FileRefusedException.corrupt(
          where(broken), RecordAccounting.quoted(BoundedJson.reason(broken)));
    }
  }

  private static String where(JsonProcessingException failure) {
    return failure.getLocation() == null
        ? OwnExport.JSON
        : OwnExport.JSON + " line " + failure.getLocation().getLineNr();
  }

  private Archive read() throws IOException {
    expect(json.nextToken(), JsonToken.START_OBJECT, "the file");
    String format = null;
    boolean versionRead = false;
    Archive.Member member = null;
    boolean habitsRead = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "format" -> format = json.getValueAsString();
        case "version" -> versionRead = readVersion();
        case "member" -> member = member();
        case "habits" -> habitsRead = readHabits();
        case "pauses" -> readPauses();
        default -> throw corrupt(RecordAccounting.quoted(field) + " is not a known field");
      }
    }
    if (!OwnExport.FORMAT.equals(format) || !versionRead || member == null || !habitsRead) {
      throw corrupt("format, version, member and habits are not all there");
    }
    if (json.nextToken() != null) {
      throw corrupt("something follows the end");
    }
    return accounting.archive(
        Archive.Source.UPCOACH, Optional.of(member), habits, pausesOfKnownHabits());
  }

  private boolean readVersion() throws IOException {
    int version = json.getValueAsInt(0);
    if (version > OwnExport.VERSION) {
      throw new FileRefusedException(new FileRefusal.NewerExport(version, OwnExport.VERSION));
    }
    if (version < 1) {
      throw corrupt("version is not a number from 1 up");
    }
    return true;
  }

  private Archive.Member member() throws IOException {
    OwnExportRecord sent = new OwnExportRecord(smallWithin(0));
    Archive.Member member = sent.member();
    Optional<String> fault = sent.fault();
    if (fault.isPresent()) {
      throw corrupt("member: " + fault.get());
    }
    return member;
  }

  private boolean readHabits() throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY, "habits");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      habitNumber++;
      if (habitNumber > limits.habits()) {
        throw FileRefusedException.tooLarge("habits", limits.habits());
      }
      expect(json.currentToken(), JsonToken.START_OBJECT, "habit " + habitNumber);
      readHabit();
    }
    return true;
  }

  private void readHabit() throws IOException {
    ObjectNode plain = JsonNodeFactory.instance.objectNode();
    List<Numbered> checkIns = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "checkIns" -> readCheckIns(checkIns);
        default -> plain.set(field, smallWithin(plain.size()));
      }
    }
    OwnExportRecord sent = new OwnExportRecord(plain);
    Archive.Habit habit = sent.habit(List.of());
    Optional<String> fault =
        sent.fault().or(() -> keys.add(habit.key()) ? Optional.empty() : Optional.of(REPEATED_ID));
    if (fault.isPresent()) {
      accounting.refusedBesides(where(), plain.toString(), fault.get());
      for (Numbered checkIn : checkIns) {
        String day = checkIn.entry().day().toString();
        accounting.refused(where(checkIn.number()), day, "its habit was refused");
      }
      return;
    }
    RecordAccounting.Days days = accounting.new Days(habit.title());
    for (Numbered checkIn : checkIns) {
      days.take(where(checkIn.number()), checkIn.entry());
    }
    habits.add(sent.habit(days.entries()));
  }

  /// A check-in and its position in the list of its habit, from 1.
  private record Numbered(int number, Archive.Entry entry) {}

  private void readPauses() throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY, "pauses");
    for (int number = 1; json.nextToken() != JsonToken.END_ARRAY; number++) {
      if (number > PAUSES) {
        throw corrupt("there are more than " + PAUSES + " pauses");
      }
      JsonNode node = smallWithin(0);
      OwnExportRecord sent = new OwnExportRecord(node);
      Archive.Pause pause = sent.pause();
      Optional<String> fault = sent.fault();
      if (fault.isEmpty()) {
        pauses.add(pause);
      } else {
        String where = OwnExport.JSON + " pause " + number;
        accounting.refusedBesides(where, node.toString(), fault.get());
      }
    }
  }

  private List<Archive.Pause> pausesOfKnownHabits() {
    List<Archive.Pause> known = new ArrayList<>();
    for (Archive.Pause pause : pauses) {
      if (pause.habit() == null || keys.contains(pause.habit())) {
        known.add(pause);
      } else {
        accounting.refusedBesides(
            OwnExport.JSON + " pauses", pause.toString(), "no habit has its habitId");
      }
    }
    known.sort(Comparator.comparing(Archive.Pause::from));
    return known;
  }

  private void readCheckIns(List<Numbered> checkIns) throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY, "checkIns");
    for (int number = 1; json.nextToken() != JsonToken.END_ARRAY; number++) {
      if (number > limits.records()) {
        throw FileRefusedException.tooLarge("records", limits.records());
      }
      JsonNode node = smallWithin(0);
      OwnExportRecord sent = new OwnExportRecord(node);
      Archive.Entry entry = sent.checkIn();
      Optional<String> fault = sent.fault();
      if (fault.isEmpty()) {
        checkIns.add(new Numbered(number, entry));
      } else {
        accounting.refused(where(number), node.toString(), fault.get());
      }
    }
  }

  private String where() {
    return OwnExport.JSON + " habit " + habitNumber;
  }

  private String where(int checkIn) {
    return where() + " check-in " + checkIn;
  }

  /// Reads the value at the parser as a tree if it is small, counting `taken` values before it. A
  /// tree of unbounded size would let a small file exhaust the memory.
  private JsonNode smallWithin(int taken) throws IOException {
    valuesLeft = SMALL_VALUES - taken;
    return small();
  }

  private JsonNode small() throws IOException {
    valuesLeft--;
    if (valuesLeft < 0) {
      throw corrupt("habit " + habitNumber + " has something larger than it can be");
    }
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = nodes.objectNode();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          object.set(name, small());
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = nodes.arrayNode();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          array.add(small());
        }
        yield array;
      }
      case VALUE_STRING -> nodes.textNode(json.getText());
      case VALUE_TRUE -> nodes.booleanNode(true);
      case VALUE_FALSE -> nodes.booleanNode(false);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
      case null, default -> nodes.nullNode();
    };
  }

  private JsonNode number() throws IOException {
    boolean fitsInt =
        json.currentToken() == JsonToken.VALUE_NUMBER_INT
            && json.getNumberType() == JsonParser.NumberType.INT;
    return fitsInt
        ? JsonNodeFactory.instance.numberNode(json.getIntValue())
        : JsonNodeFactory.instance.numberNode(json.getDoubleValue());
  }

  private static void expect(JsonToken found, JsonToken expected, String what)
      throws FileRefusedException {
    if (found == null) {
      throw FileRefusedException.truncated(OwnExport.JSON, "the file is empty");
    }
    if (found != expected) {
      throw corrupt(
          what + " is not " + (expected == JsonToken.START_ARRAY ? "a list" : "an object"));
    }
  }

  private static FileRefusedException corrupt(String detail) {
    return FileRefusedException.corrupt(OwnExport.JSON, detail);
  }
}
