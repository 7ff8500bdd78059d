/// Cases of the response cache, such as a cached response compared with an nginx that serves the
/// same bytes from a file.
package com.upcoach.bench.cache;
