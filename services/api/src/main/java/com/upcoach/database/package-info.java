/// PostgreSQL: the embedded server, addresses of external servers, schema migrations, connection
/// pools and batched statements.
///
/// The embedded server is a child process with its data in the [DataFolder]. Exactly one process
/// owns that folder, and others attach to it. This room knows no feature and no setting of the
/// server.
package com.upcoach.database;
