package com.upcoach.graph;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// The id of something in all of the graph: what kind of thing it is, and which one.
///
/// @param kind the name of its type
public record GlobalId(String kind, UUID uuid) {

    private static final int BYTES = 16;
    private static final int LONGEST = 60;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    /// The id as it is sent: `Habit.AZrHcGx9cAGAAAAAAAAAAQ`. Clients take it as it is.
    public String text() {
        return text(kind, uuid);
    }

    /// The same without an object for it.
    public static String text(String kind, UUID uuid) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        return kind + '.' + TEXT.encodeToString(bytes.array());
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
        if (bytes.length != BYTES) {
            return Optional.empty();
        }
        ByteBuffer uuid = ByteBuffer.wrap(bytes);
        GlobalId id =
                new GlobalId(text.substring(0, dot), new UUID(uuid.getLong(), uuid.getLong()));
        // One spelling for each id: the last digit of Base64 has bits to spare.
        return id.text().equals(text) ? Optional.of(id) : Optional.empty();
    }
}
