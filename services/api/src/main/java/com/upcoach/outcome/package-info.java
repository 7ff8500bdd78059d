/// What a use case answers: the value asked for, or a refusal that the caller could have expected.
///
/// Knows no other room. Failures (a database that is gone, a bug) are exceptions and never come
/// here.
package com.upcoach.outcome;
