-- The journal is the truth: one row per change of one memory. A row is never changed, but for an erasure,
-- which takes state and nonce out and leaves the digest, so that the chain of hashes still verifies.
CREATE TABLE journal (
    seq       INTEGER PRIMARY KEY,
    change    INTEGER NOT NULL,           -- rows of one call share the number of its first row
    at        INTEGER NOT NULL,           -- hybrid clock, microseconds, strictly growing
    device    TEXT NOT NULL,
    agent     TEXT,
    session   TEXT,
    operation TEXT NOT NULL,
    undoes    INTEGER,                    -- the change that this one takes back
    namespace TEXT NOT NULL,
    target    TEXT NOT NULL,
    state     TEXT,                       -- the whole new state as JSON; NULL: absent from now on, or erased
    nonce     BLOB,                       -- NULL with a digest: the state was erased
    digest    BLOB NOT NULL,
    previous  BLOB NOT NULL,
    hash      BLOB NOT NULL
) STRICT;
CREATE INDEX journal_target ON journal (target, seq);
CREATE INDEX journal_change ON journal (change);

-- The newest state of every memory: what a replay of the journal gives.
CREATE TABLE memories (
    num        INTEGER PRIMARY KEY AUTOINCREMENT,
    id         TEXT NOT NULL UNIQUE,
    namespace  TEXT NOT NULL,
    kind       TEXT NOT NULL,
    state      TEXT NOT NULL,
    subject    TEXT,
    session    TEXT,
    speaker    TEXT,
    ref        TEXT,
    text_key   TEXT NOT NULL,
    valid_from INTEGER,
    valid_to   INTEGER,
    created_at INTEGER NOT NULL,
    expired_at INTEGER,
    expires_at INTEGER,
    characters INTEGER NOT NULL,
    body       TEXT NOT NULL              -- the record as JSON, equal to the newest state in the journal
) STRICT;
CREATE UNIQUE INDEX memories_text ON memories (namespace, text_key) WHERE state IN ('live', 'held');
CREATE UNIQUE INDEX memories_subject ON memories (namespace, subject) WHERE state = 'live' AND subject IS NOT NULL;
CREATE INDEX memories_newest ON memories (namespace, created_at, id);
CREATE INDEX memories_session ON memories (namespace, session, num) WHERE session IS NOT NULL;

-- Everything below is derived from the memories and can be rebuilt.
CREATE TABLE text_index (
    num      INTEGER PRIMARY KEY REFERENCES memories (num) ON DELETE CASCADE,
    analyser INTEGER NOT NULL,
    terms    BLOB NOT NULL
) STRICT;
CREATE TABLE vectors (
    num    INTEGER PRIMARY KEY REFERENCES memories (num) ON DELETE CASCADE,
    model  TEXT NOT NULL,                 -- fingerprint of the embedder
    vector BLOB NOT NULL                  -- float16, little-endian
) STRICT;
CREATE TABLE labels (
    type  TEXT NOT NULL,                  -- 'tag' or 'about', the label case-folded
    label TEXT NOT NULL,
    num   INTEGER NOT NULL REFERENCES memories (num) ON DELETE CASCADE,
    PRIMARY KEY (type, label, num)
) STRICT, WITHOUT ROWID;
CREATE INDEX labels_num ON labels (num);

CREATE TABLE removed (
    seq INTEGER NOT NULL,                 -- of the journal row that took the memory out of the table
    num INTEGER NOT NULL
) STRICT;
CREATE INDEX removed_seq ON removed (seq);

-- Counted aside: never part of a memory's state, never part of an answer's order.
CREATE TABLE uses (
    id   TEXT PRIMARY KEY,
    seen INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
