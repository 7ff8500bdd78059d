package com.upcoach.security;

import com.upcoach.access.Caller;
import com.upcoach.ratelimit.ClientNetwork;
import com.upcoach.ratelimit.RateLimits.Client;
import java.util.Optional;
import java.util.UUID;

/// The origin of a request: the client's network and session.
///
/// @param network the client's IPv4 address or IPv6 /64
/// @param signedIn the owner of the request's valid session, if it has one
public record RequestOrigin(Client.Address network, Optional<Caller> signedIn) {

  /// A caller without a connection, such as a command on this machine.
  public static final RequestOrigin LOCAL =
      new RequestOrigin(ClientNetwork.LOCAL, Optional.empty());

  /// The id of the session that this request carries for a member.
  Optional<UUID> sessionOf(UUID memberId) {
    return signedIn.filter(caller -> caller.memberId().equals(memberId)).map(Caller::sessionId);
  }
}
