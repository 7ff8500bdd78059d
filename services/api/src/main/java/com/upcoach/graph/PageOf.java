package com.upcoach.graph;

import java.util.Optional;

/// Which page of a connection is asked for.
///
/// @param first how many nodes, at most
/// @param after the cursor of the node before the page; empty for the first page
public record PageOf(int first, Optional<String> after) {}
