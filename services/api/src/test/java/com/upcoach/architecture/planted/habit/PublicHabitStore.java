package com.upcoach.architecture.planted.habit;

/// A planted violation: a store that other rooms can use.
public final class PublicHabitStore {}
