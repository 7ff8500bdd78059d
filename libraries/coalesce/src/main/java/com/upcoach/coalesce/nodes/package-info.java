/// Invalidation between nodes that cache data of the same members: each node receives through Redis
/// what the others invalidate, and knows by a lease when it may have missed something.
///
/// [com.upcoach.coalesce.nodes.RedisInvalidationBus] is the entry point.
package com.upcoach.coalesce.nodes;
