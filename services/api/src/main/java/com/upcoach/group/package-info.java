/// Groups of members, joined by a code.
///
/// Knows `database`, `edge` and `outcome`.
package com.upcoach.group;
