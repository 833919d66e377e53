-- How far a message has come: the peer holds it, or has signed what became of it.
alter table outbox add column outcome text null check (outcome in ('DELIVERED', 'APPLIED', 'REFUSED'));
