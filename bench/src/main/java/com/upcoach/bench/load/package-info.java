/// The load generator: closed and open loops over many connections on one thread.
///
/// It supports HTTP/1.1 up to a status and a `Content-Length`, and does not depend on UpCoach.
package com.upcoach.bench.load;
