package com.upcoach.graph;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// A global object id of the GraphQL schema: type, owner and UUID.
///
/// Ids of habits and pauses carry their owner, as they are unique only within one member: two
/// members may choose the same UUID. UUIDs of groups, members and sessions are globally unique.
///
/// @param kind the name of the GraphQL type
/// @param owner the member who owns the object; empty if the UUID is globally unique
public record GlobalId(String kind, Optional<UUID> owner, UUID uuid) {

  private static final int UUID_BYTES = 16;
  private static final int MAX_LENGTH = 80;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  /// The id as sent: `Group.AZrHcGx9cAGAAAAAAAAAAQ`. It is opaque to clients.
  public String text() {
    ByteBuffer bytes = ByteBuffer.allocate(owner.isPresent() ? 2 * UUID_BYTES : UUID_BYTES);
    owner.ifPresent(member -> put(bytes, member));
    put(bytes, uuid);
    return kind + '.' + TEXT.encodeToString(bytes.array());
  }

  /// The text of an id whose UUID is globally unique.
  public static String text(String kind, UUID uuid) {
    return new GlobalId(kind, Optional.empty(), uuid).text();
  }

  /// The text of an id whose UUID is unique within its owner.
  public static String text(String kind, UUID owner, UUID uuid) {
    return new GlobalId(kind, Optional.of(owner), uuid).text();
  }

  /// Whether the id can belong to the member. Devices may still hold ids without owner, from before
  /// ids carried one; such an id means an object of the member who sends it.
  public boolean mayBeOf(UUID memberId) {
    return owner.isEmpty() || owner.get().equals(memberId);
  }

  /// Parses an id.
  ///
  /// @return empty if the text is no valid id
  public static Optional<GlobalId> parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 1 || text.length() > MAX_LENGTH) {
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
    // Accepts one spelling per id: the last digit of Base64 has unused bits.
    return id.text().equals(text) ? Optional.of(id) : Optional.empty();
  }

  private static void put(ByteBuffer bytes, UUID uuid) {
    bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
  }

  private static UUID uuid(ByteBuffer bytes) {
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
