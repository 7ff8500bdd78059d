package com.upcoach.book;

import java.util.UUID;

/// A change to a member's book that is ready to be written.
///
/// @param revision of the book that the change was made from
record BookWrite(UUID memberId, long revision, BookChanges changes) {}
