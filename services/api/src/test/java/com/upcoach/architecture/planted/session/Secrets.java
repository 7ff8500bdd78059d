package com.upcoach.architecture.planted.session;

/// The target of a planted dependency.
public record Secrets(String word) {}
