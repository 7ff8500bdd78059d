/// Guards accounts: sign-in backoff, the networks that members sign in from, and security events.
///
/// Knows `database`, `edge` and `outcome`.
package com.upcoach.security;
