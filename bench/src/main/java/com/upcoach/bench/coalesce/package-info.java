/// Effect of batching across requests: reads and check-ins compared with pgbench, and the server
/// compared with itself with more data, with more connections and without concurrency.
package com.upcoach.bench.coalesce;
