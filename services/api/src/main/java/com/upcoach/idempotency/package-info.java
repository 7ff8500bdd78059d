/// Requests that are sent twice, as their answer was lost, and are to be carried out once: the
/// header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header).
///
/// Knows `database` and `edge`; features whose POST makes something know it.
package com.upcoach.idempotency;
