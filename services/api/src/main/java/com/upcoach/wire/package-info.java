/// Answers at once: plain requests are answered from their bytes, before anything is decoded.
///
/// - [PlainGet]: the head of a request that has nothing unusual, read strictly; whatever else may
///   be meant by some bytes, nobody could take these for another request.
/// - [FastPathHttpDecoder]: the decoder of HTTP on a connection. Where it stands between two
///   requests and all before were answered, it asks [FastPath] for an answer; all else it decodes
///   as ever. So nobody has to guess where a request ends: the one who decodes them says so.
/// - [RequestHeadScanner]: holds every head to RFC 9112 before it is decoded; [ReceiveDeadlines]:
///   the time that a head and a body have; [RequestRefusals]: what is said to a request that breaks
///   them.
/// - [FastPathInstaller]: puts it into each connection when it is accepted, and refuses connections
///   that are too many ([ConnectionCounter]).
/// - [OpenConnections]: ends the connections of a server that stops, without losing a request.
///
/// Knows nothing of what is asked for, or who asks.
package com.upcoach.wire;
