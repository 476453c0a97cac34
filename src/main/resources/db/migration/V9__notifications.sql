-- What channels are still to be told. Alerts gather in the one digest of a channel that is not closed; a closed one is sent, and
-- deleted when the receiver has taken it or it became a dead letter. See docs/notifications.md.
create table notification_digests (
    id           uuid        primary key,
    number       bigint      generated always as identity,
    channel      text        not null,
    alerts       text        not null,
    version      bigint      not null default 1,
    begun_at     timestamptz not null default now(),
    closed_at    timestamptz,
    lease        bigint      not null default 0,
    leased       boolean     not null default false,
    due_at       timestamptz,
    tried_since  timestamptz,
    failures     integer     not null default 0,
    messages     integer     not null default 0
);
create unique index notification_digests_gathering on notification_digests (channel) where closed_at is null;
create index notification_digests_closed on notification_digests (channel, number) where closed_at is not null;
comment on column notification_digests.number is 'the order in which the digests of a channel are sent';
comment on column notification_digests.alerts is 'JSON, one alert a line, each as in the log';
comment on column notification_digests.version is '+1 with every change while it gathers: who closes or changes it must know it';
comment on column notification_digests.lease is '+1 with every attempt: who holds an older one has lost the digest to another process';
comment on column notification_digests.leased is 'whether a process is sending it';
comment on column notification_digests.due_at is 'before it nobody else takes the digest: the end of the lease, or of the pause after a failed attempt';
comment on column notification_digests.messages is 'how many of its messages the receiver has taken';
