/// Sessions: signing in, who a token belongs to, and ending a session.
///
/// Knows `member` (e-mail and password), `security`, `database`, `graph` and `edge`.
package com.upcoach.session;
