package com.upcoach.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/// The fingerprint of a list: a hash of its content type, owner, sort order and filters. Cursors
/// carry it, so that a cursor of another list is detected.
///
/// @param value equal for the same list, and most likely different for others
public record ListFingerprint(int value) {

  /// The fingerprint of a list.
  ///
  /// @param parts all properties that distinguish the list, except for the position and size of a
  ///     page
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
