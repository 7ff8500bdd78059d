/// What runs on the machine for a bench: servers, databases, nginx, pgbench; and what they use.
///
/// UpCoach is used from outside only: its command, HTTP, and SQL.
package com.upcoach.bench.machine;
