-- Offices and accounts: public particulars, recorded through the ledger. An office or account recorded anew is a further row.
create table office (
    revision  integer primary key,
    code      text not null,
    name      text not null,
    role      text not null,
    territory text not null,                    -- CN, digits of GB/T 2260, or zone:CODE
    constraint office_role check (role in ('applicant', 'province', 'national', 'operator', 'administrator', 'reader')),
    constraint office_revision_in_ledger foreign key (revision) references ledger (revision)
) strict;

create table account (
    revision     integer primary key,
    name         text    not null,
    office_code  text    not null,
    display_name text    not null,
    disabled     integer not null,
    constraint account_disabled_flag check (disabled in (0, 1)),
    constraint account_revision_in_ledger foreign key (revision) references ledger (revision)
) strict;

-- Secrets. They change and go, so they stand in tables of their own and never in the ledger. No secret is kept as it is: passwords
-- as Argon2id hashes, sessions and tokens (256 random bits each) as SHA-256.
create table credential (
    account       text primary key,
    password_hash text not null,                -- PHC string
    changed_at    text not null
) strict;

create table session (
    secret_hash text primary key,
    account     text not null,
    began_at    text not null,
    seen_at     text not null,                  -- of the last request, to the minute
    ends_at     text not null                   -- whatever happens
) strict;
create index session_account on session (account);

create table api_token (
    id          text primary key,               -- shown in lists; opens nothing
    secret_hash text not null,
    account     text not null,
    label       text not null,
    scope       text not null,
    made_at     text not null,
    ends_at     text not null,
    revoked_at  text,
    used_at     text,                           -- of the last request, to the minute
    constraint api_token_secret_unique unique (secret_hash),
    constraint api_token_scope check (scope in ('read', 'write'))
) strict;
create index api_token_account on api_token (account);

-- Failed attempts to sign in, by account (as stated, whether it exists or not; digested) and by address.
create table sign_in_failure (
    subject  text    primary key,
    failures integer not null,
    first_at text    not null,
    last_at  text    not null
) strict;
