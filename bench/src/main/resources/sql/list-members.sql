-- Creates members with random names and creation times. The first is an admin with a session.
insert into member (member_id, email, name, password_hash, zone, day_start, first_weekday, role, created_at)
select md5('list' || n)::uuid, md5('mail' || n) || '@example.org',
       'Member ' || (hashint4(n) & 2147483647) % 200000, 'none', 'UTC', 0, 1,
       case when n = 1 then 'admin' else 'member' end,
       now() - ((hashint4(-n) & 2147483647) % 100000000) * interval '1 second'
from generate_series(1, :members) n;
insert into book_revision (member_id, revision) select md5('list' || n)::uuid, 1
from generate_series(1, :members) n;
insert into session (member_id, id, token_hash, device, created_at, expires_at)
values (md5('list1')::uuid, md5('session1')::uuid, sha256(sha256('secret1'::bytea)), null, now(),
        now() + interval '1 day')
