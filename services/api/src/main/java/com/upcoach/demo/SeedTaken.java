package com.upcoach.demo;

import com.upcoach.outcome.Refusal;

/// The members of this seed already exist in the database.
public record SeedTaken(long seed) implements Refusal {}
