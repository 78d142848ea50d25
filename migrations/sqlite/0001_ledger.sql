-- The ledger: every act in the order of everything. Rows are only ever added.
create table ledger (
    revision      integer primary key,          -- 1, 2, 3 … without a gap; the writer states it, the key refuses a second one
    recorded_at   text    not null,             -- RFC 3339, UTC
    actor         text    not null,
    act           text    not null,
    subject       text    not null,
    content       text    not null,             -- digest of the change
    previous_hash text    not null,             -- hash of the entry before; all zeros before the first
    hash          text    not null,             -- digest of all the columns above
    constraint ledger_revision_positive check (revision > 0),
    constraint ledger_hash_unique unique (hash)
) strict;

-- What was written stays as it was written.
create trigger ledger_no_update before update on ledger begin select raise(abort, 'ledger is append-only'); end;
create trigger ledger_no_delete before delete on ledger begin select raise(abort, 'ledger is append-only'); end;
