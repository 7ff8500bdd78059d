package com.upcoach.architecture.planted.habit;

/// A planted violation: a description of a schema that other rooms can use.
public final class PublicHabitGraph {}
