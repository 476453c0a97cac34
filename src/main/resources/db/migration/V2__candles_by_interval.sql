-- A table per interval, so that each is cut into partitions of its own width and a retention can drop them whole. Why:
-- docs/decisions/009-a-table-per-interval.md.

-- What an older process would still write is refused from here on instead of being lost: it waits for this lock, and
-- then finds a view.
lock table candles in access exclusive mode;

do $$
declare
    intervals constant text[] := array['1m', '5m', '15m', '1h', '4h', '1d'];
    timescale constant boolean := exists (select from pg_extension where extname = 'timescaledb');
    columns constant text := $columns$
        instrument        text        not null,
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
        primary key (instrument, start)
    $columns$;
    candle_interval text;
    parent text;
begin
    foreach candle_interval in array intervals loop
        parent := 'candles_' || candle_interval;
        if timescale then
            -- No index by start alone, which create_hypertable would add: every query names the instrument.
            execute format('create table %I (%s) with (fillfactor = 70)', parent, columns);
            perform create_hypertable(parent::regclass, 'start', create_default_indexes => false,
                chunk_time_interval => case when candle_interval in ('1m', '5m') then interval '30 days' else interval '365 days' end);
        else
            execute format('create table %I (%s) partition by range (start)', parent, columns);
        end if;
        execute format('create index %I on %I (instrument) where status = ''OPEN''', parent || '_open', parent);
    end loop;
end
$$;

-- The range partitions there are; none with TimescaleDB, which keeps its own books. upper_bound is exclusive.
create view candle_partitions as
select substr(parent.relname, length('candles_') + 1) as candle_interval,
       part.relname::text as name,
       (regexp_match(pg_get_expr(part.relpartbound, part.oid), 'FROM \(''([^'']+)''\)'))[1]::timestamptz as lower_bound,
       (regexp_match(pg_get_expr(part.relpartbound, part.oid), 'TO \(''([^'']+)''\)'))[1]::timestamptz as upper_bound
from pg_inherits i
join pg_class parent on parent.oid = i.inhparent
join pg_class part on part.oid = i.inhrelid and part.relispartition
where parent.oid in ('candles_1m'::regclass, 'candles_5m'::regclass, 'candles_15m'::regclass, 'candles_1h'::regclass,
                     'candles_4h'::regclass, 'candles_1d'::regclass);

drop function ensure_candle_partition(timestamptz);

-- Makes the partition that holds an instant, if there is none: a month of the short intervals, a year of the longer ones,
-- by UTC. 30 % of each page is left free, so that an open candle, which changes with every checkpoint, is updated in
-- place. The table is made first and attached then, for that locks out neither readers nor writers.
do $$
begin
    if exists (select from pg_extension where extname = 'timescaledb') then
        create function ensure_candle_partition(candle_interval text, instant timestamptz) returns void language sql as
            'select'; -- TimescaleDB makes its chunks itself
    else
        create function ensure_candle_partition(candle_interval text, instant timestamptz) returns void language plpgsql as $function$
        declare
            monthly constant boolean := candle_interval in ('1m', '5m');
            first_day constant timestamp :=
                date_trunc(case when monthly then 'month' else 'year' end, instant at time zone 'UTC');
            next_day constant timestamp :=
                first_day + case when monthly then interval '1 month' else interval '1 year' end;
            parent constant text := 'candles_' || candle_interval;
            partition constant text :=
                parent || to_char(first_day, case when monthly then '_YYYY_MM' else '_YYYY' end);
        begin
            if exists (select from candle_partitions where name = partition) then
                return;
            end if;
            perform pg_advisory_xact_lock(hashtext('ensure_candle_partition'));
            if exists (select from candle_partitions where name = partition) then
                return; -- somebody else made it while this one waited
            end if;
            execute format('create table %I (like %I including defaults including constraints) with (fillfactor = 70)',
                partition, parent);
            execute format('alter table %I attach partition %I for values from (%L) to (%L)',
                parent, partition, first_day at time zone 'UTC', next_day at time zone 'UTC');
        end
        $function$;
    end if;
end
$$;

do $$
declare
    old record;
begin
    for old in select distinct candle_interval, date_trunc('month', start at time zone 'UTC') at time zone 'UTC' as month
               from candles loop
        perform ensure_candle_partition(old.candle_interval, old.month);
    end loop;
    for old in select distinct candle_interval from candles loop
        execute format($move$
            insert into %I (instrument, start, open, high, low, close, volume, quote_volume, taker_buy_volume, trades,
                first_trade_id, last_trade_id, first_trade_time, last_trade_time, revision, status, updated_at)
            select instrument, start, open, high, low, close, volume, quote_volume, taker_buy_volume, trades,
                first_trade_id, last_trade_id, first_trade_time, last_trade_time, revision, status, updated_at
            from candles where candle_interval = %L
            $move$, 'candles_' || old.candle_interval, old.candle_interval);
    end loop;
end
$$;

drop table candles;

-- All candles, for reading.
do $$
begin
    execute 'create view candles as ' || (
        select string_agg(format($select$
            select instrument, %L::text as candle_interval, start, open, high, low, close, volume, quote_volume,
                taker_buy_volume, trades, first_trade_id, last_trade_id, first_trade_time, last_trade_time, revision,
                status, updated_at
            from %I $select$, label, 'candles_' || label), ' union all ')
        from unnest(array['1m', '5m', '15m', '1h', '4h', '1d']) as label);
end
$$;
