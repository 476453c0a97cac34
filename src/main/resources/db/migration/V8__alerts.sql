-- Alerts and the rules of users. What they mean is in docs/alerts.md.

create table alerts (
    id               uuid        primary key,
    kind             text        not null,
    severity         text        not null check (severity in ('INFO', 'WARNING', 'CRITICAL')),
    instrument       text,
    feed             text,
    rule             text,
    value            numeric,
    threshold        numeric,
    candle_interval  text,
    candle_start     timestamptz,
    event_time       timestamptz not null,
    detected_at      timestamptz not null,
    resolved_at      timestamptz,
    acknowledged_at  timestamptz,
    acknowledged_by  text,
    revision         integer     not null,
    told             integer     not null default 0,
    tell_after       timestamptz not null default now(),
    text             text        not null,
    check ((instrument is null) <> (feed is null))
);
comment on column alerts.told is 'the last revision that the log has';
comment on column alerts.tell_after is 'until then whoever wrote the revision tells it, or who took it over';
create index alerts_by_time on alerts (event_time desc, id);
create index alerts_by_instrument on alerts (instrument, event_time desc, id);
create index alerts_last on alerts ((coalesce(instrument, feed)), kind, (coalesce(rule, '')), event_time desc);
create index alerts_active on alerts (event_time desc, id) where resolved_at is null;
create index alerts_untold on alerts (tell_after) where told < revision;

create sequence alert_rule_versions;

create table alert_rules (
    id          text        primary key,
    instrument  text        not null,
    kind        text        not null,
    direction   text,
    level       numeric,
    time_window interval,
    candle_interval text,
    indicator   text,
    severity    text        not null,
    cooldown    interval    not null,
    note        text        not null,
    created_by  text        not null,
    created_at  timestamptz not null,
    version     bigint      not null default nextval('alert_rule_versions')
);
comment on column alert_rules.version is 'of all rules the sum and their number tell whether any was changed';
