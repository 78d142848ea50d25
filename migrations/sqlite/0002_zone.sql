-- Zones, their delimitations and standings. Every row belongs to the ledger entry that brought it, and none is changed later:
-- a zone recorded anew is a further row, and the newest one counts.
create table zone (
    revision  integer primary key,
    code      text not null,
    programme text not null,
    kind      text not null,
    name      text not null,
    host      text,
    division  text,                             -- GB/T 2260
    remark    text,
    constraint zone_revision_in_ledger foreign key (revision) references ledger (revision)
) strict;
create index zone_code on zone (code);

create table delimitation (
    revision      integer primary key,
    zone_code     text    not null,
    number        integer not null,             -- from 1 within the zone
    declared_area text,                         -- as printed; its m² follow from it
    declared_m2   real,
    sentence      text,                         -- source sentence of the zone's abuttals
    outline       blob,                         -- WKB, lon lat
    document      text,
    valid_from    text,                         -- as stated in the document
    rule_set      text    not null,
    constraint delimitation_number_unique unique (zone_code, number),
    constraint delimitation_revision_in_ledger foreign key (revision) references ledger (revision)
) strict;

create table park (
    revision      integer not null,             -- of its delimitation
    ordinal       integer not null,             -- from 1, as stated
    name          text    not null,
    host          text,
    functions     text    not null,             -- JSON array of function codes
    closing       integer not null,             -- 1: tiles the zone, 0: lies over it
    declared_area text,
    declared_m2   real,
    sentence      text,
    shape         blob,                         -- WKB, lon lat; absent where only words are known
    constraint park_key primary key (revision, ordinal),
    constraint park_name_unique unique (revision, name),
    constraint park_closing_flag check (closing in (0, 1)),
    constraint park_of_delimitation foreign key (revision) references delimitation (revision)
) strict;

-- One limit of one side. Park 0 stands for the zone as a whole. A side that is stated but lists nothing has no row.
create table abuttal (
    revision     integer not null,
    park_ordinal integer not null,
    side         text    not null,
    ordinal      integer not null,
    limit_text   text    not null,
    constraint abuttal_key primary key (revision, park_ordinal, side, ordinal),
    constraint abuttal_side check (side in ('east', 'south', 'west', 'north')),
    constraint abuttal_of_delimitation foreign key (revision) references delimitation (revision)
) strict;

create table standing (
    revision  integer primary key,
    zone_code text    not null,
    number    integer not null,
    act       text    not null,
    state     text    not null,
    class     text    not null,
    effective text,
    document  text,
    reason    text,
    constraint standing_class check (class in ('pending', 'in-force', 'returned', 'ended')),
    constraint standing_of_delimitation foreign key (zone_code, number) references delimitation (zone_code, number),
    constraint standing_revision_in_ledger foreign key (revision) references ledger (revision)
) strict;
