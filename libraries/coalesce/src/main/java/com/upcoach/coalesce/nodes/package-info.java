/// Several nodes that keep answers of the same members: each hears through Redis of what the
/// others change, and knows when it does not.
///
/// [com.upcoach.coalesce.nodes.RedisInvalidationBus] is the door.
package com.upcoach.coalesce.nodes;
