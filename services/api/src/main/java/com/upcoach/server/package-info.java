/// The composition: the command line, the settings, and what the features are made of.
///
/// May call every room; no room calls it.
package com.upcoach.server;
