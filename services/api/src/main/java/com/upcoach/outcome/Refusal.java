package com.upcoach.outcome;

/// An expected refusal of a use case: a value, not an exception.
///
/// Each feature declares its refusals in a sealed interface that extends this one. The HTTP layer
/// alone maps a refusal to a response (status, problem type, text).
public interface Refusal {}
