/// Import and export files: reads other trackers' files and our own to an [Archive], and writes our
/// own. Nothing here depends on the database.
///
/// Knows `habit` (the JSON of a schedule), `edge` (the allowed time zones), `streak` and `outcome`.
package com.upcoach.archive;
