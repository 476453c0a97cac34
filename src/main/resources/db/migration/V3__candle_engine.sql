-- What the candle engine needs to be right under crashes, gaps and several workers. The meaning is in docs/candles.md.

-- Whoever takes a partition over raises its epoch; a checkpoint under an older one is refused.
alter table consumer_offsets
    alter column next_offset drop not null,
    add column epoch bigint not null default 0,
    add column intervals text[];
comment on column consumer_offsets.next_offset is 'the first offset not counted; null if the partition was never read';
comment on column consumer_offsets.intervals is 'the candles that are folded from this partition';
update consumer_offsets set intervals = (select array_agg(distinct candle_interval) from candles);

alter table counted_trade_ids
    alter column ids drop not null,
    add column run_times bigint[] not null default '{}',
    add column newest_trade timestamptz,
    add column newest_price numeric,
    add column forgotten_before timestamptz;
comment on column counted_trade_ids.ids is 'null for an instrument whose trade ids are sparse: see recent_trade_ids';
comment on column counted_trade_ids.run_times is 'event times of the first and last trade of each run of ids, epoch microseconds';
comment on column counted_trade_ids.newest_trade is 'greatest event time counted';
update counted_trade_ids t set newest_trade = newest.at
from (select instrument, max(last_trade_time) as at from candles group by instrument) newest
where newest.instrument = t.instrument;
-- Where the times of the runs are not known, those of the newest trade stand for all of them.
update counted_trade_ids t set
    newest_trade = coalesce(newest_trade, 'epoch'),
    run_times = array_fill((extract(epoch from coalesce(newest_trade, 'epoch')) * 1000000)::bigint,
        array[2 * (select count(*)::integer from unnest(t.ids))]);
alter table counted_trade_ids alter column newest_trade set not null;

-- Of instruments whose trade ids are sparse: the ids counted, by the minute in which their trades happened.
create table recent_trade_ids (
    instrument  text        not null,
    minute      timestamptz not null,
    ids         bigint[]    not null,
    primary key (instrument, minute)
);

create table gaps (
    instrument  text        not null,
    kind        text        not null check (kind in ('TRADE_IDS', 'OUTAGE')),
    first_id    bigint      not null,
    last_id     bigint      not null,
    from_time   timestamptz not null,
    to_time     timestamptz not null,
    state       text        not null check (state in ('REPORTED', 'OPEN', 'FILLED', 'ABANDONED')),
    found_at    timestamptz not null default now(),
    updated_at  timestamptz not null default now(),
    primary key (instrument, kind, first_id, from_time)
);
create index gaps_reported on gaps (instrument) where state = 'REPORTED';
comment on column gaps.first_id is '-1 for an outage';
comment on column gaps.from_time is 'event time of the last trade before; of an outage, when the feed went silent';

-- What the log is still to be told. A checkpoint adds to it; what the log has is deleted.
create table outbox (
    id         bigint generated always as identity primary key,
    partition  integer not null,
    topic      text    not null,
    key        text    not null,
    payload    bytea   not null
);
create index outbox_by_partition on outbox (partition, id);
