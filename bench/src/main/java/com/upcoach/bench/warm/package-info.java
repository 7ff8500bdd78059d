/// Prefetched responses compared with responses loaded on request.
package com.upcoach.bench.warm;
