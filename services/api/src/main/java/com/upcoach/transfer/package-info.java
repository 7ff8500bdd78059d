/// Moving in and out: what the export of another tracker, or our own, holds.
///
/// The pure half of import and export: a file becomes an [com.upcoach.transfer.Archive], an
/// archive becomes a file. Nothing here knows the database, a clock or HTTP. The guide for users
/// is `docs/guides/moving-in.md`.
///
/// May call `streak` (schedules), `outcome` and `habit` (only the schedule's JSON).
package com.upcoach.transfer;
