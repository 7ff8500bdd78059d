/// What every REST resource shares: who calls, what it may, bounded input, and problems.
///
/// Knows `outcome` and the values of `streak`; features know it, never the other way round. Which
/// refusal becomes which problem is decided by the `server` room alone, behind [Responses].
package com.upcoach.edge;
