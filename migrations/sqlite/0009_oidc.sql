-- Persons as outside identity providers know them, each joined to one account by an administrator's act. Like passwords they open an
-- account and can go, so they stand beside the ledger. A person is issuer and subject: no provider gives a subject to another person,
-- while e-mail addresses and names it does.
create table oidc_identity (
    id        text primary key,                 -- shown in lists; opens nothing
    issuer    text not null,                    -- letter by letter as the provider states it
    subject   text not null,
    account   text not null,
    joined_at text not null,
    used_at   text,                             -- of the last sign-in
    constraint oidc_identity_person_unique unique (issuer, subject)
) strict;
create index oidc_identity_account on oidc_identity (account);

-- Attempts to sign in by a provider that have begun: each is taken once. State, nonce and verifier are digests of the browser's secret and
-- are not kept.
create table oidc_attempt (
    secret_hash text primary key,
    provider    text not null,
    address     text not null,                  -- where it began, so that nobody begins without end
    return_to   text not null,                  -- page of the client
    ends_at     text not null
) strict;
create index oidc_attempt_address on oidc_attempt (address);
