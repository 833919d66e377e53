-- A key that somebody else may have: what it signed up to its last number stays, and nothing else that it signs counts.
alter table peer_key add column revoked boolean not null default false;
