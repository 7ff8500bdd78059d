/// The load generator: closed and open loops over many connections on one or two threads.
///
/// It knows HTTP/1.1 as far as a status and a `Content-Length`, and nothing of UpCoach.
package com.upcoach.bench.load;
