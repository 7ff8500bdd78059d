package com.upcoach.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.filter.FilteringGeneratorDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.json.JsonResponse;
import com.upcoach.json.Selection;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Writes the values that resource methods return as JSON, by their own writer or by Jackson, with
/// only the selected fields.
@Singleton
public final class JsonResponseWriter {

  private final ObjectMapper json;

  JsonResponseWriter(ObjectMapper json) {
    this.json = json;
  }

  /// The JSON of the selected fields.
  public byte[] of(Object entity, Selection wanted) {
    try {
      return switch (entity) {
        case JsonResponse<?> answer -> answer.bytes(wanted);
        case byte[] written when wanted.isWhole() -> written;
        case byte[] written ->
            throw new IllegalStateException("JSON was written before its fields were selected");
        default -> wanted.isWhole() ? json.writeValueAsBytes(entity) : selected(entity, wanted);
      };
    } catch (IOException broken) {
      throw new UncheckedIOException("a response must be JSON", broken);
    }
  }

  private byte[] selected(Object entity, Selection wanted) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator generator =
        new FilteringGeneratorDelegate(
            json.createGenerator(bytes),
            new SelectedFields(wanted),
            TokenFilter.Inclusion.INCLUDE_ALL_AND_PATH,
            true)) {
      json.writeValue(generator, entity);
    }
    return bytes.toByteArray();
  }

  /// Passes the selected fields of an object, or of each object in a list.
  private static final class SelectedFields extends TokenFilter {

    private final Selection selection;

    SelectedFields(Selection selection) {
      this.selection = selection;
    }

    @Override
    public TokenFilter includeProperty(String name) {
      Selection below = selection.below(name);
      if (below == null) {
        return null;
      }
      return below.isWhole() ? INCLUDE_ALL : new SelectedFields(below);
    }

    @Override
    public boolean includeEmptyArray(boolean contentsFiltered) {
      return true;
    }

    @Override
    public boolean includeEmptyObject(boolean contentsFiltered) {
      return true;
    }
  }
}
