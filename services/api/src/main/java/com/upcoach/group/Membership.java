package com.upcoach.group;

import java.time.Instant;

/// A group that a member belongs to.
///
/// @param joinedAt when it joined or created the group
record Membership(Group group, Instant joinedAt) {}
