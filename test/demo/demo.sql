-- The subdivisions of all countries (ISO 3166-2), as Debian's iso-codes package has them, wait in source(doc) as one JSON
-- array. Here is a table for them, as you would write it anyway.
CREATE TABLE subdivision (
  code       varchar(6) PRIMARY KEY,
  name       text NOT NULL,
  type       text NOT NULL,
  parent     varchar(6),
  population bigint
);

-- One call writes them all.
SELECT sure_upsert('subdivision', (SELECT doc FROM source));

-- How often has the database written? (SQLite: the change counter in the file's header. PostgreSQL: transactions
-- that made the table, or wrote or locked a row of it.)
SELECT counter FROM writes;

-- The same call again: nothing differs, so nothing is written.
SELECT sure_upsert('subdivision', (SELECT doc FROM source));
SELECT counter FROM writes;

-- A handful was edited. Rows may be partial: a column that is not given is left alone.
SELECT sure_upsert('subdivision', '[
  {"code": "DE-BY", "name": "Bavaria", "population": 13124737},
  {"code": "JP-13", "name": "Tokyo"},
  {"code": "GB-SCT", "population": 5479900},
  {"code": "US-CA", "name": "California", "type": "State"},
  {"code": "XX-01", "name": "Atlantis", "type": "Legend"}
]', '{"each": true}');
SELECT counter FROM writes;
SELECT code, name, type, population FROM subdivision WHERE population IS NOT NULL ORDER BY code;

-- A misspelt column is refused, not ignored.
SELECT sure_upsert('subdivision', '{"code": "JP-13", "nmae": "Edo"}');

-- A badly typed value is refused, also by SQLite, and takes the whole call with it.
SELECT sure_upsert('subdivision', '[
  {"code": "DE-BY", "population": 13200000},
  {"code": "GB-SCT", "population": "5.5 million"}
]');

-- Nothing was lost, nothing half done.
SELECT count(*), count(population), max(population) FROM subdivision;
