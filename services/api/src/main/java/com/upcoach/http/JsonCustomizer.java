package com.upcoach.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/// Configures how Jackson writes values in the JSON of the API.
@Singleton
public final class JsonCustomizer implements ObjectMapperCustomizer {

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.registerModule(
        new SimpleModule()
            .addSerializer(double.class, new ShortNumber())
            .addSerializer(Double.class, new ShortNumber()));
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
