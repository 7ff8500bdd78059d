/// Sessions: signing in, authentication of requests by token, and signing out.
///
/// Depends on `member` for e-mail and password, and on `book` for the time zone's columns.
package com.upcoach.session;
