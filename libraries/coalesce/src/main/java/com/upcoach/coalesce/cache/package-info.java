/// Response cache: the final bytes of responses, cached until their TTL expires or a dependency
/// changes.
///
/// - [Generations]: every dependency of a response has a *tag*, and a writer bumps the generation
///   of the tags it changes. The generations are read before the query and stored with the
///   response; once one of them has changed, the response is never served again. Keys are never
///   searched for.
/// - [ResponseCache]: looks up a response, and names the one caller that has to load it on a miss,
///   or refresh it shortly before or after expiry; other callers wait for that load or are served
///   the present response.
/// - [CachedResponse]: the bytes in each content encoding, with their entity tags.
/// - [UsageMarker]: whether a prefetched response was requested.
/// - [TtlRule]: TTL of one kind of response.
///
/// Nobody reads a response older than its own last write: a writer bumps before it is answered, and
/// a lookup at a newer generation neither finds an older response nor waits for one.
package com.upcoach.coalesce.cache;
