/// Bounded input: JSON bodies, query parameters, ids, dates, texts and preconditions. All that is
/// wrong with an input is gathered and named.
package com.upcoach.input;
