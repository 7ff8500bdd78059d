/// Guards accounts: sign-in backoff, the networks that members sign in from, and security events.
///
/// Depends on `access`, `database`, `input`, `logging`, `outcome`, `paging` and `ratelimit`.
package com.upcoach.security;
