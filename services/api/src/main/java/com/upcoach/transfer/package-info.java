/// Imports and exports: importing an archive into a member's book, with a report of every line, and
/// exporting all of a member's data.
///
/// Calls may block, so they run on worker threads.
package com.upcoach.transfer;
