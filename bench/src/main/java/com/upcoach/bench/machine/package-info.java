/// Processes on this machine that a bench needs: servers, databases, nginx, pgbench, Redis; and
/// their resource use.
///
/// UpCoach is used from outside only: its command, HTTP, and SQL.
package com.upcoach.bench.machine;
