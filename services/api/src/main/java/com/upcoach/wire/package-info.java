/// HTTP connections: the fast path for cached responses, validation of request heads, deadlines,
/// backpressure, connection limits and connection draining.
///
/// - [PlainGet]: the head of a GET without unusual headers, parsed strictly. No other parser could
///   read the same bytes as a different request.
/// - [FastPathHttpDecoder]: the HTTP decoder of a connection. Between two requests, when no earlier
///   response is pending, it asks the [FastPath] for a response. It decodes all other requests as
///   Vert.x does. The decoder itself knows where each request ends, so no boundary is guessed.
/// - [RequestHeadScanner]: checks every head against RFC 9112 before it is decoded.
/// - [ReceiveDeadlines]: the time limits for receiving a head and a body.
/// - [Backpressure]: stops reading while the client does not read its responses.
/// - [RequestRefusals]: writes the response to a request that breaks these rules.
/// - [FastPathInstaller]: installs the decoder in each accepted connection, and refuses connections
///   above the limits ([ConnectionCounter]).
/// - [OpenConnections]: drains the connections of a stopping server, without losing a request.
///
/// This room knows neither routes nor callers.
package com.upcoach.wire;
