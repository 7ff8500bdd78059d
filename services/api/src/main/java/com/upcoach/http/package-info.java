/// Filters that every request passes before its resource (matching, limits, checks), and the
/// problems of refusals and failures.
package com.upcoach.http;
