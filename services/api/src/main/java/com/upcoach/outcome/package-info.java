/// Results of use cases: the value, or an expected refusal.
///
/// Depends on no other room. Failures (an unreachable database, a bug) are exceptions and never
/// appear here.
package com.upcoach.outcome;
