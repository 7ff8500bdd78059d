package com.upcoach.coalesce.cache;

import java.util.UUID;

/// A dependency of responses: a thing whose change invalidates them.
///
/// @param kind type of the thing
/// @param id identity of the thing
public record Tag(String kind, UUID id) {

  /// Counter of this tag, equal in every process.
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
