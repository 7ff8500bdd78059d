/// Guards accounts: sign-in backoff, the networks that members sign in from, and security events.
///
/// Knows `database`, `http` and `outcome`.
package com.upcoach.security;
