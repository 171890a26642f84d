-- Journals of shared ledgers. Run once in a database in UTF-8, by somebody who may create a schema and a role:
--
--   rectify share sql | psql -v ON_ERROR_STOP=1 postgresql://ADMIN@HOST/DATABASE
--
-- then, for each person:  CREATE ROLE zhou LOGIN PASSWORD '…' IN ROLE clerk;
--
-- A clerk can read and append, and nothing else. What makes the journal is the same as in a ledger file: the hash of an entry
-- is that of the hash before it, a line feed, its body and a line feed. So an auditor needs no program of ours:
--
--   psql -Atc "SELECT body FROM rectify.entry WHERE ledger = 'NAME' ORDER BY seq" postgresql://HOST/DATABASE | sha256sum
--
-- gives the text head that reports and signed heads state.

BEGIN;

DO $$
BEGIN
  IF current_setting('server_encoding') <> 'UTF8' THEN
    RAISE EXCEPTION 'the encoding of this database is %, and must be UTF8', current_setting('server_encoding');
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'clerk') THEN
    CREATE ROLE clerk NOLOGIN;
  END IF;
END $$;

CREATE SCHEMA rectify;

CREATE FUNCTION rectify.protocol() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
COMMENT ON FUNCTION rectify.protocol() IS 'one more when older programs can no longer use what is here';

CREATE TABLE rectify.ledger(
  name text PRIMARY KEY CHECK (name <> ''),
  id text NOT NULL UNIQUE
);
COMMENT ON COLUMN rectify.ledger.id IS 'the identifier that its first entry gives it';

CREATE TABLE rectify.entry(
  ledger text NOT NULL REFERENCES rectify.ledger,
  seq bigint NOT NULL,
  prev text NOT NULL,
  hash text NOT NULL,
  body text NOT NULL CHECK (octet_length(body) <= 16777216 AND position(E'\n' IN body) = 0),
  key text,
  login name NOT NULL DEFAULT session_user,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (ledger, seq),
  UNIQUE (ledger, key)
);
COMMENT ON COLUMN rectify.entry.key IS 'on the last entry of what was sent at once: what tells that it was not sent before';
COMMENT ON COLUMN rectify.entry.login IS 'who was logged in, as the server knows; the body says whom the client names';
COMMENT ON COLUMN rectify.entry.at IS 'when, by the clock of the server';

CREATE TABLE rectify.content(
  ledger text NOT NULL REFERENCES rectify.ledger,
  sha256 text NOT NULL,
  data bytea NOT NULL CHECK (octet_length(data) <= 52428800),
  PRIMARY KEY (ledger, sha256),
  CHECK (sha256 = encode(sha256(data), 'hex'))
);

-- ---- guards, also against the owner; whoever may drop them can, and every client that has replayed the journal tells

CREATE FUNCTION rectify.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'content' AND TG_OP = 'DELETE' AND current_setting('rectify.lets_go', true) = 'yes' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION rectify.in_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before record;
BEGIN
  SELECT e.seq, e.hash INTO before FROM rectify.entry e WHERE e.ledger = NEW.ledger ORDER BY e.seq DESC LIMIT 1;
  IF NEW.seq <> coalesce(before.seq, 0) + 1 THEN
    RAISE EXCEPTION 'the journal is out of order';
  END IF;
  IF NEW.prev <> coalesce(before.hash, repeat('0', 64)) OR NEW.hash <> rectify.link(NEW.prev, NEW.body) THEN
    RAISE EXCEPTION 'the journal does not chain';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION rectify.link(prev text, body text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(prev || E'\n' || body || E'\n', 'UTF8')), 'hex')
$$;

CREATE TRIGGER in_order BEFORE INSERT ON rectify.entry FOR EACH ROW EXECUTE FUNCTION rectify.in_order();

DO $$
DECLARE
  kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['ledger', 'entry', 'content'] LOOP
    EXECUTE format('CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON rectify.%I '
                   'FOR EACH ROW EXECUTE FUNCTION rectify.refuse()', kept);
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON rectify.%I '
                   'FOR EACH STATEMENT EXECUTE FUNCTION rectify.refuse()', kept);
    -- ALWAYS: also where session_replication_role keeps ordinary triggers quiet
    EXECUTE format('ALTER TABLE rectify.%I ENABLE ALWAYS TRIGGER no_change', kept);
    EXECUTE format('ALTER TABLE rectify.%I ENABLE ALWAYS TRIGGER no_truncate', kept);
  END LOOP;
  ALTER TABLE rectify.entry ENABLE ALWAYS TRIGGER in_order;
END $$;

-- ---- what a clerk can do

-- Begin a ledger; one of that name, or with that identifier, must not be there.
CREATE FUNCTION rectify.found(new_name text, new_id text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO rectify.ledger VALUES (new_name, new_id)
$$;

-- Append bodies, all or none, if `seen` and `seen_hash` are those of the newest entry: identifiers inside the bodies are given
-- by the client, so it must have seen all that is there. `sent_as` tells what was sent before, which is then answered again.
-- `gone` are contents that leave: those that the bodies purge, or whose attaching they take back, and no others.
-- Gives whether it was accepted, and the number and hash of the newest entry.
CREATE FUNCTION rectify.append(
  of_ledger text, seen bigint, seen_hash text, bodies text[], sent_as text, gone text[],
  OUT accepted boolean, OUT newest bigint, OUT newest_hash text
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  said text;
BEGIN
  -- One after the other. A row that no clerk can lock, where anybody could hold an advisory lock.
  PERFORM FROM rectify.ledger l WHERE l.name = of_ledger FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no ledger %', of_ledger USING ERRCODE = 'no_data_found';
  END IF;

  SELECT true, e.seq, e.hash INTO accepted, newest, newest_hash
    FROM rectify.entry e WHERE e.ledger = of_ledger AND e.key = sent_as;
  IF FOUND THEN
    RETURN;
  END IF;

  SELECT e.seq, e.hash INTO newest, newest_hash
    FROM rectify.entry e WHERE e.ledger = of_ledger ORDER BY e.seq DESC LIMIT 1;
  newest := coalesce(newest, 0);
  newest_hash := coalesce(newest_hash, repeat('0', 64));
  accepted := (newest, newest_hash) = (seen, seen_hash) AND cardinality(bodies) > 0;
  IF NOT accepted THEN
    RETURN;
  END IF;

  FOREACH said IN ARRAY bodies LOOP
    IF json_typeof(said::json) <> 'object' THEN
      RAISE EXCEPTION 'an entry is a JSON object';
    END IF;
    INSERT INTO rectify.entry(ledger, seq, prev, hash, body, key)
      VALUES (of_ledger, newest + 1, newest_hash, rectify.link(newest_hash, said), said,
              CASE WHEN newest + 1 = seen + cardinality(bodies) THEN sent_as END)
      RETURNING seq, hash INTO newest, newest_hash;
  END LOOP;

  IF cardinality(gone) > 0 THEN
    PERFORM set_config('rectify.lets_go', 'yes', true);
    DELETE FROM rectify.content c WHERE c.ledger = of_ledger AND c.sha256 = ANY (gone) AND c.sha256 IN (
      SELECT b::json ->> 'sha256' FROM unnest(bodies) b WHERE b::json ->> 'act' = 'purge'
      UNION ALL
      SELECT e.body::json ->> 'sha256'
        FROM unnest(bodies) b, json_array_elements_text(b::json -> 'entries') undone
        JOIN rectify.entry e ON e.ledger = of_ledger AND e.seq = undone::bigint
       WHERE b::json ->> 'act' = 'undo' AND e.body::json ->> 'act' = 'attach'
    );
    PERFORM set_config('rectify.lets_go', '', true);
  END IF;
END $$;

-- Keep the content of a file, once, and give the SHA-256 that it is kept under.
CREATE FUNCTION rectify.keep(of_ledger text, content bytea) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO rectify.content VALUES (of_ledger, encode(sha256(content), 'hex'), content) ON CONFLICT DO NOTHING;
  SELECT encode(sha256(content), 'hex');
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA rectify FROM PUBLIC;
GRANT USAGE ON SCHEMA rectify TO clerk;
GRANT SELECT ON rectify.ledger, rectify.entry, rectify.content TO clerk;
GRANT EXECUTE ON FUNCTION rectify.protocol(), rectify.found(text, text), rectify.keep(text, bytea),
  rectify.append(text, bigint, text, text[], text, text[]) TO clerk;

COMMIT;
