-- The dossier of a zone: answers to warnings, rulings on overlaps, and notes (comments, attachments, ticks of the check list). Each row
-- belongs to its ledger entry and is never changed.
create table answer (
    revision    integer not null,               -- of its delimitation
    finding_key text    not null,
    reason      text    not null,
    constraint answer_key primary key (revision, finding_key),
    constraint answer_of_delimitation foreign key (revision) references delimitation (revision)
) strict;

create table ruling (
    revision      integer primary key,
    first_zone    text    not null,             -- the zone whose code comes first
    second_zone   text    not null,
    first_number  integer not null,
    second_number integer not null,
    verdict       text    not null,
    reason        text    not null,
    shared        blob    not null,             -- WKB, lon lat: the ground that was ruled on
    constraint ruling_order check (first_zone < second_zone),
    constraint ruling_verdict check (verdict in ('accepted', 'must-fix')),
    constraint ruling_revision_in_ledger foreign key (revision) references ledger (revision)
) strict;

create table note (
    revision  integer primary key,
    zone_code text not null,
    kind      text not null,
    content   text not null,                    -- JSON, by kind
    constraint note_kind check (kind in ('comment', 'settle', 'attach', 'tick')),
    constraint note_revision_in_ledger foreign key (revision) references ledger (revision)
) strict;

-- Content of attachments, once each, whoever attached it where. A row that no note names was sent by someone whose act failed after.
create table attachment (
    digest     text primary key,                -- sha256: and 64 hex digits
    media_type text not null,
    bytes      blob not null
) strict;

-- What is not in the ledger: it changes and goes.

-- Drafts kept while they are drawn, faults and all.
create table working_draft (
    owner      text    not null,                -- office
    id         text    not null,                -- chosen by whoever draws
    version    integer not null,                -- rises with each saving
    title      text    not null,
    body       text    not null,                -- as it was sent
    changed_at text    not null,
    changed_by text    not null,                -- office and account
    constraint working_draft_key primary key (owner, id)
) strict;

-- Requests that bore an idempotency key, with the answer they got; without one while they are being answered.
create table answered_request (
    scope    text    not null,                  -- digest of who asked
    key      text    not null,
    request  text    not null,                  -- digest of method, path and body
    began_at integer not null,                  -- microseconds since 1970
    status   integer,
    headers  text,                              -- JSON object
    body     blob,
    constraint answered_request_key primary key (scope, key)
) strict;
