/// Files that members bring along or take away: other trackers' and our own, read to an [Archive]
/// and written from one. Nothing here knows the database.
///
/// Knows `habit` (the JSON of a schedule), `edge` (the time zones that are taken), `streak` and
/// `outcome`.
package com.upcoach.archive;
