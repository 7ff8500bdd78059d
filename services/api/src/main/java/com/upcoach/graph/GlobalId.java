package com.upcoach.graph;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// The id of something in all of the graph: what kind of thing it is, whose, and which one.
///
/// Habits and pauses carry their owner, as their ids are unique among one member's only: two
/// members may choose the same. Ids of groups, members and sessions are unique by themselves.
///
/// @param kind the name of its type
/// @param owner the member whose it is; empty where the id is unique without it
public record GlobalId(String kind, Optional<UUID> owner, UUID uuid) {

  private static final int UUID_BYTES = 16;
  private static final int LONGEST = 80;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  /// The id as it is sent: `Group.AZrHcGx9cAGAAAAAAAAAAQ`. Clients take it as it is.
  public String text() {
    ByteBuffer bytes = ByteBuffer.allocate(owner.isPresent() ? 2 * UUID_BYTES : UUID_BYTES);
    owner.ifPresent(member -> put(bytes, member));
    put(bytes, uuid);
    return kind + '.' + TEXT.encodeToString(bytes.array());
  }

  /// The id of something whose UUID is unique by itself.
  public static String text(String kind, UUID uuid) {
    return new GlobalId(kind, Optional.empty(), uuid).text();
  }

  /// The id of something whose UUID is unique among one member's.
  public static String text(String kind, UUID owner, UUID uuid) {
    return new GlobalId(kind, Optional.of(owner), uuid).text();
  }

  /// Whether this may name something of the member's. Devices may still hold ids without an
  /// owner, from before ids had one: each means what was its member's own.
  public boolean mayBeOf(UUID memberId) {
    return owner.isEmpty() || owner.get().equals(memberId);
  }

  /// @return empty where the text is no id of ours
  public static Optional<GlobalId> parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 1 || text.length() > LONGEST) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text.substring(dot + 1));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
    if (bytes.length != UUID_BYTES && bytes.length != 2 * UUID_BYTES) {
      return Optional.empty();
    }
    ByteBuffer uuids = ByteBuffer.wrap(bytes);
    Optional<UUID> owner = bytes.length == UUID_BYTES ? Optional.empty() : Optional.of(uuid(uuids));
    GlobalId id = new GlobalId(text.substring(0, dot), owner, uuid(uuids));
    // One spelling for each id: the last digit of Base64 has bits to spare.
    return id.text().equals(text) ? Optional.of(id) : Optional.empty();
  }

  private static void put(ByteBuffer bytes, UUID uuid) {
    bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
  }

  private static UUID uuid(ByteBuffer bytes) {
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
