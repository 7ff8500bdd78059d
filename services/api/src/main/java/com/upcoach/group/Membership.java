package com.upcoach.group;

import java.time.Instant;

/// A group that a member belongs to.
///
/// @param joinedAt when it joined, or founded it
record Membership(Group group, Instant joinedAt) {}
