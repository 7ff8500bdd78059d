package com.upcoach.architecture.planted.attic;

/// Is in a room that no table names, on purpose.
record Forgotten(int some) {}
