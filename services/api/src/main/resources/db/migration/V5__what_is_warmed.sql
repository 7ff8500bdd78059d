-- When a member usually opens the app: weights by half hour of its wall's day, as cache/Rhythm has them. Written
-- again and again for those who come, so rows are changed in place where pages have room for it.
create table rhythm (
    member_id uuid primary key,
    weights   bytea not null,
    through   date not null
) with (fillfactor = 70);

comment on column rhythm.through is 'the day up to which days without an opening are counted';

-- What was asked for most before the server ended, to be made anew when it starts.
create table hot_answer (
    member_id uuid not null,
    path      text not null,
    place     integer not null,
    at        timestamptz not null,
    primary key (member_id, path)
);
