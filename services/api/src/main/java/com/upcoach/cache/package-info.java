/// What is kept of answers: the one table of rules by route, whose answers they are, what makes
/// them go, and how much of the traffic goes through the cache.
///
/// [CacheWarmer] makes answers before anybody asks for them: what was hot before a restart, and the
/// day of members whose [UsagePattern] says that they are about to look.
///
/// The keeping itself is `coalesce`'s response cache; requests and answers are brought to it by
/// `server`.
package com.upcoach.cache;
