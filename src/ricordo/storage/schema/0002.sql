-- What is kept beside the memories has states in the journal, too: entities, relations, links, sessions.
ALTER TABLE journal ADD COLUMN type TEXT NOT NULL DEFAULT 'memory';

-- The newest state of each of them: what a replay of the journal gives.
CREATE TABLE things (
    num       INTEGER PRIMARY KEY AUTOINCREMENT,
    id        TEXT NOT NULL UNIQUE,
    type      TEXT NOT NULL,              -- 'entity', 'relation', 'link', 'session'
    namespace TEXT NOT NULL,
    key       TEXT,                       -- folded name of an entity, type of a relation or link
    source    TEXT,                       -- where an edge starts: an entity, or the older memory
    target    TEXT,                       -- where it ends: an entity, or the newer memory
    began     INTEGER,                    -- when a relation became true, else was recorded
    ended     INTEGER,                    -- when it stopped being true
    weight    REAL,                       -- how strong it is
    live      INTEGER NOT NULL,
    body      TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX things_name ON things (namespace, key) WHERE type = 'entity' AND live;
-- The same relation may be true several times, one after the other.
CREATE UNIQUE INDEX things_edge ON things (source, target, key, ifnull(began, 0))
    WHERE type IN ('relation', 'link') AND live;
CREATE INDEX things_source ON things (source) WHERE source IS NOT NULL;
CREATE INDEX things_target ON things (target) WHERE target IS NOT NULL;
CREATE INDEX things_kind ON things (type, namespace, num);

-- Everything below is derived.
CREATE TABLE entity_names (
    name TEXT NOT NULL,                   -- folded name or alias
    num  INTEGER NOT NULL REFERENCES things (num) ON DELETE CASCADE,
    PRIMARY KEY (name, num)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_names_num ON entity_names (num);
CREATE TABLE premises (
    premise TEXT NOT NULL,                -- a memory
    num     INTEGER NOT NULL REFERENCES memories (num) ON DELETE CASCADE,
    PRIMARY KEY (premise, num)
) STRICT, WITHOUT ROWID;
CREATE INDEX premises_num ON premises (num);
CREATE INDEX memories_kind ON memories (namespace, kind, state, created_at);
CREATE INDEX memories_important ON memories (namespace, kind, ifnull(body ->> '$.importance', 0.5)) WHERE state = 'live';
CREATE INDEX memories_pinned ON memories (namespace, kind) WHERE state = 'live' AND body ->> '$.pinned' = 1;

-- Counted aside, in batches, off the read path.
ALTER TABLE uses ADD COLUMN recalled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE uses ADD COLUMN recalled_at INTEGER;
CREATE TABLE questions (
    namespace TEXT NOT NULL,
    question  TEXT NOT NULL,              -- without credentials, as first asked
    asked     INTEGER NOT NULL,
    missed    INTEGER NOT NULL,           -- how often nothing relevant was known
    asked_at  INTEGER NOT NULL,
    PRIMARY KEY (namespace, question)
) STRICT, WITHOUT ROWID;
