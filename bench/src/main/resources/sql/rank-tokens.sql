-- A token is the member's id and a secret of 32 bytes, in URL-safe base64. The second column is the expected rank.
select translate(encode(uuid_send(md5('rank' || n)::uuid) || sha256(('secret' || n)::bytea), 'base64'),
                 '+/', '-_') as token,
       case when n <= 10 * (:members / 1000) then
           (select 1 + count(*) from standing b, standing own
            where own.member_id = md5('rank' || n)::uuid and b.period = 'week'
              and b.starts = own.starts and b.points > own.points)
       end as place
from generate_series(1, :members, :members / 1000) n
