-- Recordings that are replayed are neither real nor made up, and must meet neither.
alter table instruments add column origin text not null default 'real' check (origin in ('real', 'simulated', 'replayed'));
update instruments set origin = 'simulated' where simulated;
alter table instruments alter column origin drop default, drop column simulated;
comment on column instruments.origin is 'what its trades are; those of different origins never share an instrument';
