-- Agencies and their coming and going. A row is never changed: an agency recorded anew is a further row.
create table agency (
    revision    integer primary key,
    agency_id   text not null,
    name        text not null,
    services    text not null,                  -- JSON array of service codes
    address     text,
    lon         real,
    lat         real,
    licence     text,
    credit_code text,
    remark      text,
    constraint agency_point_whole check ((lon is null) = (lat is null)),
    constraint agency_revision_in_ledger foreign key (revision) references ledger (revision)
) strict;
create index agency_agency_id on agency (agency_id);

create table admission (
    revision    integer primary key,
    agency_id   text not null,
    zone_code   text not null,
    park        text,
    admitted_on text,
    constraint admission_revision_in_ledger foreign key (revision) references ledger (revision)
) strict;

-- "release" is a word of SQL itself.
create table agency_release (
    revision    integer primary key,
    agency_id   text not null,
    zone_code   text not null,
    released_on text not null,
    reason      text,
    constraint agency_release_revision_in_ledger foreign key (revision) references ledger (revision)
) strict;
