/// Caching of members' responses: the policy table by route, the keys and tags of responses, their
/// invalidation, and the share of the traffic that goes through the cache.
///
/// [CacheWarmer] prefetches: after a start the responses that were hot before it, and the day of
/// members whose [UsagePattern] says that they are about to open the app.
///
/// The cache itself is the response cache of the library `coalesce`; `delivery` connects it with
/// requests and responses.
package com.upcoach.cache;
