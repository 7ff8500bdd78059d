package com.upcoach.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.util.Version;
import io.vertx.core.impl.launcher.commands.VersionCommand;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// The fast path exchanges a handler in the pipeline that Vert.x makes of Netty's, and relies on
/// the names and the order there. With another version, read what changed in `Http1xServerHandler`,
/// `HttpServerWorker` and `HttpObjectDecoder`, run the tests of this package, and then name the new
/// version here.
@DisplayNameGeneration(ReplaceUnderscores.class)
class FastPathVersionsTest {

  @Test
  void netty_is_of_the_version_that_the_fast_path_was_read_against() {
    assertEquals("4.1.133.Final", Version.identify().get("netty-codec-http").artifactVersion());
  }

  @Test
  void vertx_is_of_the_version_that_the_fast_path_was_read_against() {
    assertEquals("4.5.27", VersionCommand.getVersion());
  }
}
