/// Idempotent requests: a request that a client retries because the response was lost is executed
/// once. See the header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header).
package com.upcoach.idempotency;
