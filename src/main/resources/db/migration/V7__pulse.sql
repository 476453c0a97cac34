-- What instruments did in windows of 30 seconds. The meaning is in docs/pulse.md.

create table pulse (
    instrument        text        not null,
    window_start      timestamptz not null,
    window_seconds    integer     not null check (window_seconds > 0),
    average_price     numeric     not null,
    average_change    numeric,
    max_volume        numeric,
    max_quote_volume  numeric,
    market_cap        numeric,
    quotes            integer     not null check (quotes > 0),
    derived           boolean     not null,
    late              integer     not null default 0,
    volatility        text,
    trend             text,
    completions       text[]      not null,
    primary key (instrument, window_start)
);
create index pulse_by_time on pulse (window_start);
comment on column pulse.average_change is 'of the price over 24 hours, in percent';
comment on column pulse.late is 'quotes that came after the window was closed';
comment on column pulse.completions is 'the groups of quotes that were stored here: the first one is told, those after it are late';

-- The windows that are open, one a row: Camel's aggregation repository. The columns after the version are of Souk's own, as text
-- since Camel writes them so; times are epoch microseconds.
create table pulse_aggregation (
    id             text    not null primary key,
    exchange       bytea   not null,
    version        bigint  not null,
    instrument     text    not null,
    log_partition  text    not null,
    window_end     text    not null,
    newest_quote   text    not null,
    last_added     text    not null
);
comment on column pulse_aggregation.newest_quote is 'greatest event time of its quotes';
comment on column pulse_aggregation.last_added is 'when a quote was added last, our clock';

-- Windows that are closed and not yet stored and told.
create table pulse_aggregation_completed (
    id             text        not null primary key,
    exchange       bytea       not null,
    version        bigint      not null,
    instrument     text        not null,
    log_partition  text        not null,
    window_end     text        not null,
    newest_quote   text        not null,
    last_added     text        not null,
    completed_at   timestamptz not null default now()
);
