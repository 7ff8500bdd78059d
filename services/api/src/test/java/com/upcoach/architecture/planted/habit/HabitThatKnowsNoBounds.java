package com.upcoach.architecture.planted.habit;

import com.upcoach.architecture.planted.session.Secrets;

/// Reaches for a room that habits may not know, on purpose.
record HabitThatKnowsNoBounds(Secrets secrets) {}
