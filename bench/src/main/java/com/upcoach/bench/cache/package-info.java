/// The response cache: what is kept beside an nginx that serves the same bytes from a file.
package com.upcoach.bench.cache;
