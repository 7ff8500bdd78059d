/// Import and export files: reads other trackers' files and our own to an [Archive], and writes our
/// own. Nothing here depends on the database.
package com.upcoach.archive;
