-- What each site signs its challenges with; made with the first one.
create table proof_keys (
    site_id blob primary key not null references sites (id),
    key text not null
);

-- Proofs of work that have been used, until long after they would be too late anyway.
create table proofs (
    site_id blob not null references sites (id),
    -- The challenge's signature.
    challenge text not null,
    expires_at text not null,
    primary key (site_id, challenge)
);

create index proofs_by_age on proofs (site_id, expires_at);
