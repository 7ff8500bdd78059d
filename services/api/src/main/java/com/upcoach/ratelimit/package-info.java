/// Limits of each client: token buckets for requests, and memory for request bodies.
package com.upcoach.ratelimit;
