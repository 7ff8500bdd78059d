package com.upcoach.architecture.planted.attic;

/// A planted violation: a class in a room that the table does not name.
record Forgotten(int some) {}
