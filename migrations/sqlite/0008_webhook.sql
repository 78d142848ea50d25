-- Who is told of acts, and how far each has been told. These rows are no part of the register: they may be changed and removed.
create table webhook (
    webhook_id      text    primary key,
    url             text    not null,
    secret          text    not null,           -- key of the signatures; kept in clear, as a signature needs it
    acts            text    not null,           -- JSON array of acts told; all where empty
    created_at      text    not null,           -- RFC 3339, UTC
    told_revision   integer not null,           -- newest entry delivered, or passed over as it is not wanted
    attempts        integer not null default 0, -- attempts at the next entry that failed
    next_attempt_ms integer not null default 0, -- Unix milliseconds before which nothing is tried
    lease_until_ms  integer not null default 0, -- Unix milliseconds until which another process is at it
    constraint webhook_told check (told_revision >= 0)
) strict;

create table webhook_delivery (
    delivery_id  integer primary key,
    webhook_id   text    not null,
    revision     integer not null,
    attempt      integer not null,              -- from 1
    attempted_at text    not null,
    duration_ms  integer not null,
    status       integer,                       -- HTTP status; absent where there was no answer
    error        text,                          -- what went wrong; absent where it was delivered
    constraint webhook_delivery_of_webhook foreign key (webhook_id) references webhook (webhook_id) on delete cascade
) strict;
create index webhook_delivery_of on webhook_delivery (webhook_id, delivery_id);
