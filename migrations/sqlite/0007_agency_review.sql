-- How an agency's point was found, and how far off it may be; both absent where nobody said.
alter table agency add column point_method text;
alter table agency add column uncertainty_m real;
-- Why an agency was admitted.
alter table admission add column reason text;

-- An export of the national notice system that was read against the register, and the alerts that it was the first to raise.
create table reconciliation (
    revision      integer primary key,
    file          text    not null,
    file_digest   text    not null,
    reconciled_on text    not null,
    row_count     integer not null,
    constraint reconciliation_revision_in_ledger foreign key (revision) references ledger (revision)
) strict;

create table alert (
    revision  integer not null,                 -- of its reconciliation
    ordinal   integer not null,                 -- from 1, in the order of the export
    alert_id  text    not null,
    kind      text    not null,
    agency_id text,                             -- absent where the register does not hold the agency
    zone_code text,
    content   text    not null,                 -- the whole alert, JSON
    constraint alert_key primary key (revision, ordinal),
    constraint alert_id_unique unique (alert_id),
    constraint alert_kind check (kind in ('sanctioned', 'moved-out', 'changed', 'new')),
    constraint alert_of_reconciliation foreign key (revision) references reconciliation (revision)
) strict;

-- What was done about an alert. Where its proposed act was taken, the act is the entry before.
create table alert_settlement (
    revision integer primary key,
    alert_id text not null,
    outcome  text not null,
    reason   text,
    constraint alert_settlement_outcome check (outcome in ('acted', 'dismissed')),
    constraint alert_settlement_once unique (alert_id),
    constraint alert_settlement_of_alert foreign key (alert_id) references alert (alert_id),
    constraint alert_settlement_revision_in_ledger foreign key (revision) references ledger (revision)
) strict;
