/// The wiring of the server, its start and its end.
///
/// May depend on every room; no room depends on it.
package com.upcoach.server;
