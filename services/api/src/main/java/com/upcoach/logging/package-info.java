/// Limits for log lines that a failure or a client can cause in large numbers.
///
/// This room depends on no other.
package com.upcoach.logging;
