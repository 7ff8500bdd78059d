/// PostgreSQL: the embedded one, the address of any other, the schema's migrations, and pools.
///
/// The embedded server is a child process with its data in the [DataFolder]; exactly one process
/// owns that folder, others attach. Knows no feature, and none of the server's settings.
package com.upcoach.database;
