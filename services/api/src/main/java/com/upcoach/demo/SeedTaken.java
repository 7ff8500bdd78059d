package com.upcoach.demo;

import com.upcoach.outcome.Refusal;

/// The members of this seed are in the database already.
public record SeedTaken(long seed) implements Refusal {}
