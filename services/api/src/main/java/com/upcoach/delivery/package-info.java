/// Responses on their way to the client: from the cache, by the fast path, and conditional.
package com.upcoach.delivery;
