package com.upcoach.coalesce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ExampleTest {

  private static List<String> readmeBlocks(String language) throws IOException {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(Path.of("README.md")))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }

  /// Line breaks and indentation differ between the README and the source.
  private static String withoutLayout(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }

  @Test
  void the_output_of_the_example_is_that_of_the_readme() throws Exception {
    List<String> output =
        new Example().run().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    assertEquals(readmeBlocks("text").getFirst().lines().toList(), output);
  }

  @Test
  void the_readme_quotes_the_example() throws IOException {
    String source =
        withoutLayout(Files.readString(Path.of("src/test/java/com/upcoach/coalesce/Example.java")));
    List<String> quotes = readmeBlocks("java");
    assertEquals(3, quotes.size());
    quotes.forEach(quote -> assertTrue(source.contains(withoutLayout(quote)), quote));
  }
}
