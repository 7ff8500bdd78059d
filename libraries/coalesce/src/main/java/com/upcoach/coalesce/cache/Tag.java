package com.upcoach.coalesce.cache;

import java.util.UUID;

/// Something that answers are made of, and that changes as one.
///
/// @param kind what sort of thing it is
/// @param id which one
public record Tag(String kind, UUID id) {

  /// The same for equal tags in every process.
  int slot(int slots) {
    long mixed =
        (kind.hashCode() * 0x9E3779B97F4A7C15L)
            ^ id.getMostSignificantBits()
            ^ Long.rotateLeft(id.getLeastSignificantBits(), 32);
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return Math.floorMod((int) (mixed ^ (mixed >>> 32)), slots);
  }
}
