/// Validation of input: JSON bodies, query parameters, ids, dates, texts and preconditions. A
/// refusal names every invalid field of an input, not only the first.
package com.upcoach.input;
