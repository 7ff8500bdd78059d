package com.upcoach.group;

import java.time.Instant;
import java.util.UUID;

/// Members who compare themselves on a board of their own.
///
/// @param code whoever has it may join
/// @param members how many there are, the owner included
public record Group(
    UUID id, String name, String code, UUID ownerId, int members, Instant createdAt) {}
