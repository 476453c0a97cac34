-- What venues said of themselves when they were last asked, for starts at which they do not answer.
create table venue_instruments (
    venue         text        not null,
    base          text        not null,
    quote         text        not null,
    venue_symbol  text        not null,
    aliases       text[]      not null,
    tick_size     numeric     not null check (tick_size > 0),
    listed_at     timestamptz not null default now(),
    primary key (venue, base, quote)
);
