/// Limits for log lines that a failure or a client can cause in large numbers.
///
/// Knows no other room.
package com.upcoach.logging;
