-- What every module of a node stands on: events and their numbers, messages to peers, used keys, and what is shared with whom.
-- Times are written by the caller; the database never asks its own clock.

CREATE TABLE committee_self (
    code text PRIMARY KEY CHECK (code = '{{code}}')
);
INSERT INTO committee_self (code) VALUES ('{{code}}');

-- One row for each change of a record, written in the transaction of the change. The sequencer fills the last three
-- columns after the commit; readers of the feed see numbered events only.
CREATE TABLE event (
    id uuid PRIMARY KEY,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    kind text NOT NULL,
    record_kind text NOT NULL,
    record_table text NOT NULL,
    record_id text NOT NULL,
    record_version integer NOT NULL CHECK (record_version >= 1),
    actor jsonb NOT NULL,
    body jsonb NOT NULL,
    occurred_at timestamptz NOT NULL,
    position bigint UNIQUE CHECK (position >= 1),
    recorded_at timestamptz,
    audit_hash bytea CHECK (octet_length(audit_hash) = 32),
    UNIQUE (record_kind, record_id, record_version),
    CHECK ((position IS NULL) = (recorded_at IS NULL) AND (position IS NULL) = (audit_hash IS NULL))
);
CREATE INDEX event_unnumbered ON event (seq) WHERE position IS NULL;
CREATE INDEX event_recorded_at ON event (recorded_at);

-- Events are never rewritten: a writer may add one, and may only fill in its number.
REVOKE UPDATE, DELETE ON event FROM {{writer}};
GRANT UPDATE (position, recorded_at, audit_hash) ON event TO {{writer}};

-- What a peer will be told about an event. The number is the position in the ledger to that peer.
CREATE TABLE outbox (
    event_id uuid NOT NULL REFERENCES event (id),
    peer text NOT NULL CHECK (peer ~ '^[0-9]{6}$' AND peer <> '{{code}}'),
    kind text NOT NULL,
    body jsonb NOT NULL,
    number bigint CHECK (number >= 1),
    delivered_at timestamptz,
    PRIMARY KEY (event_id, peer),
    UNIQUE (peer, number)
);
REVOKE ALL ON outbox FROM {{reader}};

-- Keys under which commands were applied, with a digest of what was asked and what was answered.
CREATE TABLE idempotency (
    subject text NOT NULL,
    key text NOT NULL,
    digest bytea NOT NULL CHECK (octet_length(digest) = 32),
    response jsonb,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (subject, key)
);
CREATE INDEX idempotency_created_at ON idempotency (created_at);
REVOKE ALL ON idempotency FROM {{reader}};

-- What the committee shares, module by module, from when until when (until excluded; null: until further notice).
CREATE TABLE sharing_policy (
    module text NOT NULL CHECK (module IN ('committees', 'topics', 'proposals', 'citizens', 'reports')),
    audience_kind text NOT NULL CHECK (audience_kind IN ('PUBLIC', 'UPPER_LEVEL', 'PARTNER', 'NOBODY')),
    audience text CHECK (audience ~ '^[0-9]{6}$'),
    covers text NOT NULL CHECK (covers IN ('RECORDS', 'TOTALS')),
    valid_from date NOT NULL,
    valid_until date CHECK (valid_until > valid_from),
    source text,
    CHECK (audience IS NULL OR audience_kind IN ('PARTNER', 'UPPER_LEVEL')),
    UNIQUE NULLS NOT DISTINCT (module, audience_kind, audience, covers, valid_from)
);
