package com.upcoach.security;

import com.upcoach.access.Caller;
import com.upcoach.ratelimit.ClientNetwork;
import com.upcoach.ratelimit.RateLimits.Client;
import java.util.Optional;
import java.util.UUID;

/// The client that a request comes from.
///
/// @param network the client's IPv4 address or IPv6 /64
/// @param signedIn the owner of the valid session that the request carries, if it carries one
public record RequestOrigin(Client.Address network, Optional<Caller> signedIn) {

  /// A caller without a connection, such as a command on this machine.
  public static final RequestOrigin LOCAL =
      new RequestOrigin(ClientNetwork.LOCAL, Optional.empty());

  /// The id of the session that this request carries for a member.
  Optional<UUID> sessionOf(UUID memberId) {
    return signedIn.filter(caller -> caller.memberId().equals(memberId)).map(Caller::sessionId);
  }
}
