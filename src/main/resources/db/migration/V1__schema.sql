-- The whole of what Souk keeps. Decimals are numeric, times are timestamptz (microseconds, UTC).

create table instruments (
    id            text primary key,
    venue         text        not null,
    base          text        not null,
    quote         text        not null,
    venue_symbol  text        not null,
    aliases       text[]      not null,
    tick_size     numeric     not null check (tick_size > 0),
    simulated     boolean     not null,
    updated_at    timestamptz not null default now(),
    unique (venue, venue_symbol)
);
comment on column instruments.simulated is 'whether its trades come from the built-in simulator; simulated and real trades never share an instrument';

-- Candles grow with time and are queried by time, so the table is cut by time: by TimescaleDB where the extension can
-- be had, else by monthly range partitions that ensure_candle_partition() makes before the first candle of a month.
do $$
begin
    if exists (select from pg_available_extensions where name = 'timescaledb') then
        create extension if not exists timescaledb;
    end if;
exception when insufficient_privilege or feature_not_supported or object_not_in_prerequisite_state then
    raise notice 'TimescaleDB is installed but may not be created here: %; using range partitions', sqlerrm;
end
$$;

do $$
declare
    columns constant text := $columns$
        instrument        text        not null,
        candle_interval   text        not null,
        start             timestamptz not null,
        open              numeric     not null,
        high              numeric     not null,
        low               numeric     not null,
        close             numeric     not null,
        volume            numeric     not null,
        quote_volume      numeric     not null,
        taker_buy_volume  numeric     not null,
        trades            bigint      not null check (trades > 0),
        first_trade_id    bigint      not null,
        last_trade_id     bigint      not null,
        first_trade_time  timestamptz not null,
        last_trade_time   timestamptz not null,
        revision          integer     not null,
        status            text        not null check (status in ('OPEN', 'COMPLETE', 'REPAIRED', 'PARTIAL')),
        updated_at        timestamptz not null default now(),
        primary key (instrument, candle_interval, start)
    $columns$;
begin
    if exists (select from pg_extension where extname = 'timescaledb') then
        execute format('create table candles (%s)', columns);
        perform create_hypertable('candles', 'start', chunk_time_interval => interval '1 month');
        create function ensure_candle_partition(instant timestamptz) returns void language sql as
            'select'; -- TimescaleDB makes its chunks itself
    else
        execute format('create table candles (%s) partition by range (start)', columns);
        create function ensure_candle_partition(instant timestamptz) returns void language plpgsql as $function$
        declare
            first_day constant timestamp := date_trunc('month', instant at time zone 'UTC');
        begin
            perform pg_advisory_xact_lock(hashtext('ensure_candle_partition'));
            execute format('create table if not exists candles_%s partition of candles for values from (%L) to (%L)',
                to_char(first_day, 'YYYY_MM'),
                first_day at time zone 'UTC',
                (first_day + interval '1 month') at time zone 'UTC');
        end
        $function$;
    end if;
end
$$;
create index candles_open on candles (instrument) where status = 'OPEN';
create index candles_by_time on candles (candle_interval, start);

-- Which trades are counted already. The candle engine writes these two and the candles in one transaction.
create table consumer_offsets (
    topic        text        not null,
    partition    integer     not null,
    next_offset  bigint      not null,
    watermark    timestamptz not null,
    updated_at   timestamptz not null default now(),
    primary key (topic, partition)
);
comment on column consumer_offsets.watermark is 'greatest event time counted in the partition, by the venues'' clocks';

create table counted_trade_ids (
    instrument  text           primary key,
    partition   integer        not null,
    ids         int8multirange not null,
    updated_at  timestamptz    not null default now()
);
create index counted_trade_ids_partition on counted_trade_ids (partition);

-- What could not be processed. (log_partition, log_offset) is the record in the dead-letters topic: indexing it twice changes nothing.
create table dead_letters (
    log_partition  integer     not null,
    log_offset     bigint      not null,
    source         text        not null,
    reason         text        not null,
    payload        bytea       not null,
    occurred_at    timestamptz not null,
    primary key (log_partition, log_offset)
);
create index dead_letters_by_time on dead_letters (occurred_at desc);

create table audit (
    id          bigint generated always as identity primary key,
    at          timestamptz not null default now(),
    actor       text        not null,
    action      text        not null,
    target      text        not null,
    outcome     text        not null
);
create index audit_by_time on audit (at desc);
