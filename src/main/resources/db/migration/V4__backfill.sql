-- What is known of the attempts to fill a gap. The checkpoints of the engine leave these columns alone.
alter table gaps
    add column backfill_after timestamptz,
    add column backfill_attempts integer,
    add column backfill_missing bigint,
    add column backfill_problem text,
    add column unfillable_since timestamptz;
comment on column gaps.backfill_after is 'not to be asked for before; while a process does, when its lease ends; null if it never was';
comment on column gaps.backfill_attempts is 'how many attempts in a row have not filled it';
comment on column gaps.backfill_missing is 'how many trades were missing when some were last fetched';
comment on column gaps.backfill_problem is 'why the last attempt could not fill it; null if it could, or has not ended';
comment on column gaps.unfillable_since is 'when an attempt first could not fill it, which is told once';
create index gaps_open on gaps (instrument) where state = 'OPEN' and kind = 'TRADE_IDS';
