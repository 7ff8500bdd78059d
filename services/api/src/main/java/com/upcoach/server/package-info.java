/// The composition root: dependency injection, startup, shutdown and background tasks.
///
/// It may depend on every room; no room depends on it.
package com.upcoach.server;
