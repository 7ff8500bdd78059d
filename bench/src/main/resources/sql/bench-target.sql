drop table if exists bench_target;
create unlogged table bench_target (
    n         integer primary key,
    member_id uuid not null,
    habit_id  uuid not null,
    day       date not null,
    monday    date not null,
    month     date not null
);
insert into bench_target
select row_number() over (order by md5(t.member_id::text)), t.member_id, t.habit_id, t.day,
       date_trunc('week', t.day)::date,
       date_trunc('month', date_trunc('week', t.day) + interval '3 days')::date
from (:targets) t
