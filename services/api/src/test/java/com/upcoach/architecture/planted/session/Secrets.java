package com.upcoach.architecture.planted.session;

/// Something for a planted habit to reach for.
public record Secrets(String word) {}
