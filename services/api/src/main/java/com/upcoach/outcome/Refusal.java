package com.upcoach.outcome;

/// An expected refusal of a use case: a value, not an exception.
///
/// Each feature closes its own set with a sealed interface that extends this one. What a refusal
/// becomes on the wire (status, problem type, words) is decided at the edge of the server alone.
public interface Refusal {}
