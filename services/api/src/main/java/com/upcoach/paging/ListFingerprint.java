package com.upcoach.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/// Which list it is: of what, whose, in which order, and what of it is left out.
///
/// @param mark the same for the same list, and most likely another for others
public record ListFingerprint(int mark) {

  /// @param parts all that tells the list from others, but where in it a page begins and how
  /// long it is
  public static ListFingerprint of(Object... parts) {
    CRC32 sum = new CRC32();
    sum.update(
        Arrays.stream(parts)
            .map(String::valueOf)
            .collect(Collectors.joining("\n"))
            .getBytes(UTF_8));
    return new ListFingerprint((int) sum.getValue());
  }
}
