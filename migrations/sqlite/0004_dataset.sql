-- Reference material: data sets and their rows. A data set loaded again under its name takes the place of the earlier one,
-- whose rows go; its entry stays in the ledger.
create table dataset (
    revision    integer primary key,
    kind        text not null,
    name        text not null,
    file        text not null,
    datum       text not null,
    file_digest text not null,
    constraint dataset_name_unique unique (kind, name),
    constraint dataset_kind check (kind in ('districts', 'features', 'addresses')),
    constraint dataset_revision_in_ledger foreign key (revision) references ledger (revision)
) strict;

create table district (
    revision integer not null,
    ordinal  integer not null,
    division text    not null,
    name     text    not null,
    shape    blob    not null,                  -- WKB, lon lat
    constraint district_key primary key (revision, ordinal),
    constraint district_of_dataset foreign key (revision) references dataset (revision) on delete cascade
) strict;

create table feature (
    revision   integer not null,
    ordinal    integer not null,
    feature_id text    not null,
    name       text    not null,
    class      text    not null,
    line       blob    not null,                -- WKB, lon lat
    constraint feature_key primary key (revision, ordinal),
    constraint feature_of_dataset foreign key (revision) references dataset (revision) on delete cascade
) strict;

create table address (
    revision integer not null,
    ordinal  integer not null,
    entry_id    text not null,                  -- id in its source
    name        text not null,
    province    text not null,
    city        text not null,
    district    text not null,
    street      text not null,
    housenumber text not null,
    full_text   text,                           -- the whole address, where the source has it in one piece
    kind        text not null,                  -- what the place is, in the source's words
    extract     text not null,                  -- the survey or extract that the row names
    lon         real not null,
    lat         real not null,
    constraint address_key primary key (revision, ordinal),
    constraint address_of_dataset foreign key (revision) references dataset (revision) on delete cascade
) strict;
