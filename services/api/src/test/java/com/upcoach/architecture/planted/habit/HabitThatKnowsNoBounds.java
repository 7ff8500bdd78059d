package com.upcoach.architecture.planted.habit;

import com.upcoach.architecture.planted.session.Secrets;

/// A planted violation: depends on a room that `habit` may not depend on.
record HabitThatKnowsNoBounds(Secrets secrets) {}
