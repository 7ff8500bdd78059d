/// A week of members' traffic in virtual time: its replay on the real response cache, and the upper
/// bound for any cache.
package com.upcoach.bench.week;
