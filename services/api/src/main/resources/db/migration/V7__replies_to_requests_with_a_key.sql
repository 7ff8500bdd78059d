-- What was answered to requests with an Idempotency-Key, for a day. A row is there before the work begins, so that
-- whoever does the work again, after a server has died over it, makes the same thing.
create table reply (
    member_id  uuid not null,
    key        text not null,
    request    bytea not null,
    chosen     uuid not null,
    created_at timestamptz not null,
    begun_at   timestamptz not null,
    status     smallint,
    head       text,
    body       bytea,
    primary key (member_id, key)
);

create index reply_created_at on reply (created_at);

comment on column reply.request is 'SHA-256 of method, path and body';
comment on column reply.chosen is 'the id of what is made, or the seed of a code';
comment on column reply.begun_at is 'when the work was begun last; -infinity where it has failed';
comment on column reply.status is 'null until the work is done';
comment on column reply.head is 'the headers that belong to the reply, one a line';
