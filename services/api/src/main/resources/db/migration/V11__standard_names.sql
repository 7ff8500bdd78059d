-- Tables, columns and constraints get the standard terms of the field. A rename changes the catalogue alone: no row is
-- rewritten, and privileges stay. A server of an older version does not find the new names, so it has to be stopped first.

alter table member rename column password to password_hash;

alter table tally rename to book_revision;
alter table book_revision rename constraint tally_pkey to book_revision_pkey;

alter table operation rename column answer to result;

alter table operator_act rename to audit_entry;
alter table audit_entry rename column act to action;
alter table audit_entry rename constraint operator_act_pkey to audit_entry_pkey;

alter table rhythm rename to usage_pattern;
alter table usage_pattern rename constraint rhythm_pkey to usage_pattern_pkey;

alter table hot_answer rename to hot_response;
alter table hot_response rename column place to rank;
alter table hot_response rename column at to saved_at;
alter table hot_response rename constraint hot_answer_pkey to hot_response_pkey;

alter table reply rename to idempotency_key;
alter table idempotency_key rename column request to request_hash;
alter table idempotency_key rename column chosen to reserved_id;
alter table idempotency_key rename column begun_at to claimed_at;
alter table idempotency_key rename column status to response_status;
alter table idempotency_key rename column head to response_headers;
alter table idempotency_key rename column body to response_body;
alter table idempotency_key rename constraint reply_pkey to idempotency_key_pkey;
alter index reply_created_at rename to idempotency_key_created_at;

-- From PostgreSQL 18 on, "not null" is a constraint with a name, too.
do $$
declare
    statement text;
begin
    for statement in
        select format('alter table %I rename constraint %I to %I', named.relname, named.old, named.new)
        from (select t.relname, c.conname as old, format('%s_%s_not_null', t.relname, a.attname) as new
              from pg_constraint c
              join pg_class t on t.oid = c.conrelid
              join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[1]
              where c.contype = 'n' and c.connamespace = current_schema()::regnamespace
                and t.relname in ('member', 'book_revision', 'operation', 'audit_entry', 'usage_pattern',
                                  'hot_response', 'idempotency_key')) as named
        where named.old <> named.new
    loop
        execute statement;
    end loop;
end $$;

comment on column member.password_hash is 'hash by Argon2id, with its parameters and salt';
comment on column member.day_start is
    'minutes after midnight at which the member''s day begins, in the member''s time zone';

comment on table book_revision is
    'the number of the latest change to anything that decides a member''s streaks and points: an optimistic lock';

comment on table check_in is 'partitioned by day: before 2025, one partition for each month since, and all later days';
comment on column check_in.amount is 'null: a note alone, which does not change the state of the day';

comment on table operation is
    'results of the operations of offline devices: a repeated operation gets the stored result';

comment on table cache_share is
    'how many members, in percent, get responses to requests of a route from the cache; all where there is no row';

comment on table audit_entry is 'actions of operators';

comment on table usage_pattern is
    'when a member usually opens the app: weights by half hour of the day, in the member''s time zone';
comment on column usage_pattern.through is 'the latest day that the weights count';

comment on table hot_response is 'the most used cached responses, for cache warming after the next start';
comment on column hot_response.rank is 'by use on the node that saved the row, from 0';

comment on table idempotency_key is 'keys of requests, for a day. The row is inserted before the work starts';
comment on column idempotency_key.request_hash is 'SHA-256 of method, path and body';
comment on column idempotency_key.reserved_id is
    'the id of the created resource, or the seed of a code: the same if the work is repeated';
comment on column idempotency_key.claimed_at is 'when a request last claimed the work; -infinity: the work failed';
comment on column idempotency_key.response_status is 'null until the work is done';
comment on column idempotency_key.response_headers is 'one in each line';
