package com.upcoach.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/// The configuration of Jackson for the JSON of the API. Quarkus applies it to the mapper of the
/// server; commands have a [#mapper] of their own.
@Singleton
public final class JsonCustomizer implements ObjectMapperCustomizer {

  /// A mapper with this configuration.
  public static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    new JsonCustomizer().customize(mapper);
    return mapper;
  }

  @Override
  public void customize(ObjectMapper mapper) {
    mapper
        .registerModules(
            new Jdk8Module(),
            new JavaTimeModule(),
            new SimpleModule()
                .addSerializer(double.class, new ShortNumber())
                .addSerializer(Double.class, new ShortNumber()))
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  /// Amounts are mostly whole: `1` rather than `1.0`.
  private static final class ShortNumber extends StdSerializer<Double> {
    private static final long serialVersionUID = 1L;

    /// Every whole number up to here is exact as a double.
    private static final double LARGEST_WHOLE = 1L << 53;

    ShortNumber() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (value == Math.rint(value) && Math.abs(value) <= LARGEST_WHOLE) {
        json.writeNumber(value.longValue());
      } else {
        json.writeNumber(value);
      }
    }
  }
}
