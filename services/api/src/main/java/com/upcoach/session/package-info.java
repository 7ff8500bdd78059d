/// Sessions: signing in, authentication of requests by token, and signing out.
///
/// Knows `member` (e-mail and password), `security`, `database`, `graph` and `http`.
package com.upcoach.session;
