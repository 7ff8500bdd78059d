-- How much of a route's traffic goes through the response cache, where it is not all of it.
create table cache_share (
    route   text primary key,
    percent smallint not null check (percent between 0 and 100)
);

-- What operators have done, for good.
create table operator_act (
    id          uuid primary key,
    operator_id uuid not null,
    at          timestamptz not null,
    act         text not null,
    detail      text not null
);
