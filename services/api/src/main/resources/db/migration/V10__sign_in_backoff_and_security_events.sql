-- How often signing in to an account has failed of late, from places that its owner has not used before, or from one
-- of the owner's own places. The key is a hash, and there is a row for an e-mail that nobody has too.
create table sign_in_backoff (
    target    bytea primary key,
    failures  integer not null,
    failed_at timestamptz not null,
    retry_at  timestamptz not null
);
create index sign_in_backoff_failed_at on sign_in_backoff (failed_at);
comment on column sign_in_backoff.failures is 'attempts since the last success; an attempt counts when it begins';
comment on column sign_in_backoff.retry_at is 'until then attempts are refused';

-- Networks from which a member has signed in: attacks from elsewhere do not delay them.
create table known_network (
    member_id uuid not null,
    network   bytea not null,
    seen_at   timestamptz not null,
    primary key (member_id, network)
);
comment on column known_network.network is 'SHA-256 of the member and the IPv4 address or IPv6 /64';

-- The newest events that concern the security of an account.
create table security_event (
    member_id uuid not null,
    id        uuid not null,
    at        timestamptz not null,
    kind      text not null,
    detail    text,
    primary key (member_id, id)
);
create index security_event_at on security_event (member_id, at, id);
