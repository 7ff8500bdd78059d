/// What batching across requests is worth: reads and check-ins beside pgbench, and the server
/// beside itself where it has grown, is crowded or is alone.
package com.upcoach.bench.coalesce;
