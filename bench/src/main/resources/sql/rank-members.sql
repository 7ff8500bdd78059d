-- Creates members with points in the present week.
insert into member (member_id, email, name, password_hash, zone, day_start, first_weekday, role, created_at)
select md5('rank' || n)::uuid, 'rank' || n || '@example.org', 'Member ' || n, 'none', 'UTC', 0, 1,
       'member', now()
from generate_series(1, :members) n;
insert into book_revision (member_id, revision) select md5('rank' || n)::uuid, 1
from generate_series(1, :members) n;
insert into standing (member_id, period, starts, points)
select md5('rank' || n)::uuid, 'week', date_trunc('week', now() at time zone 'UTC')::date,
       (hashint4(n) & 2147483647) % 500 + 1
from generate_series(1, :members) n;
insert into session (member_id, id, token_hash, device, created_at, expires_at)
select md5('rank' || n)::uuid, md5('session' || n)::uuid, sha256(sha256(('secret' || n)::bytea)),
       null, now(), now() + interval '1 day'
from generate_series(1, :members, :members / 1000) n
