-- The conflict key: primary keys, unique constraints and indexes, composite, partial and expression keys.
CREATE TABLE person (id bigint PRIMARY KEY, email text NOT NULL, team text, nick text, gone boolean NOT NULL DEFAULT false, note text);
CREATE UNIQUE INDEX person_email ON person (email);
CREATE UNIQUE INDEX person_team_nick ON person (team, nick);

-- the primary key when every row gives it
SELECT sure_upsert('person', '[{"id":1,"email":"a@x","team":"red","nick":"a"},{"id":2,"email":"b@x","team":"red","nick":"b"}]');
-- the only unique key that every row gives
SELECT sure_upsert('person', '{"email":"a@x","note":"by email"}');
SELECT sure_upsert('person', '{"team":"red","nick":"b","note":"by team and nick"}');
SELECT id, note FROM person ORDER BY id;
-- more than one, none
SELECT sure_upsert('person', '{"email":"a@x","team":"red","nick":"a","note":"?"}');
SELECT sure_upsert('person', '{"note":"?"}');
SELECT sure_upsert('person', '[{"id":1,"note":"x"},{"email":"b@x","note":"y"}]');
SELECT sure_upsert('person', '{}');
-- named by columns, in any order, or by index
SELECT sure_upsert('person', '{"email":"a@x","team":"red","nick":"aa"}', '{"key":["email"],"each":true}');
SELECT sure_upsert('person', '{"email":"b2@x","team":"red","nick":"b"}', '{"key":["nick","team"],"each":true}');
SELECT sure_upsert('person', '{"email":"b2@x","team":"blue","nick":"bb"}', '{"index":"person_email"}');
SELECT id, email, team, nick FROM person ORDER BY id;
-- named wrongly
SELECT sure_upsert('person', '{"email":"a@x"}', '{"key":["team"]}');
SELECT sure_upsert('person', '{"email":"a@x"}', '{"key":["mail"]}');
SELECT sure_upsert('person', '{"email":"a@x"}', '{"index":"person_emial"}');
SELECT sure_upsert('person', '{"email":"a@x"}', '{"index":"person_email","key":["email"]}');
SELECT sure_upsert('person', '{"note":"?"}', '{"key":["email"]}');
SELECT sure_upsert('person', '[{"email":"a@x"},{"note":"?"}]', '{"key":["email"]}');
-- a NULL is equal to nothing
SELECT sure_upsert('person', '{"id":null,"email":"c@x"}');
SELECT sure_upsert('person', '{"id":3,"email":"c@x","team":null,"nick":"c"}', '{"key":["team","nick"]}');
-- key columns are never set
SELECT sure_upsert('person', '{"id":1,"email":"z@x"}', '{"update":["id"]}');
-- another unique index refuses the row: it says so
SELECT sure_upsert('person', '[{"id":1,"note":"first"},{"id":2,"email":"a@x"}]');
SELECT sure_upsert('person', '[{"id":7,"email":"q@x"},{"id":8,"email":"a@x"}]');
SELECT id, email, note FROM person ORDER BY id;

-- partial: a row outside the predicate is simply inserted
CREATE TABLE member (id integer PRIMARY KEY, email text NOT NULL, gone boolean NOT NULL DEFAULT false, note text);
CREATE UNIQUE INDEX member_live ON member (email) WHERE NOT gone;
SELECT sure_upsert('member', '{"id":1,"email":"a@x","note":"one"}', '{"index":"member_live"}');
SELECT sure_upsert('member', '{"email":"a@x","note":"two"}', '{"index":"member_live","each":true}');
SELECT sure_upsert('member', '[{"id":2,"email":"a@x","gone":true,"note":"old"},{"id":3,"email":"a@x","gone":true,"note":"older"}]', '{"key":["email"]}');
SELECT sure_upsert('member', '{"email":"a@x","gone":false,"note":"three"}', '{"key":["email"]}');
SELECT id, email, note FROM member ORDER BY id;

-- expressions, by the index's name
CREATE TABLE tag (id integer PRIMARY KEY, word text NOT NULL, hits integer);
CREATE UNIQUE INDEX tag_word ON tag (lower(word));
SELECT sure_upsert('tag', '{"id":1,"word":"Cat","hits":1}', '{"index":"tag_word"}');
SELECT sure_upsert('tag', '[{"word":"CAT","hits":2},{"id":2,"word":"dog","hits":1}]', '{"index":"tag_word","each":true}');
SELECT id, word, hits FROM tag ORDER BY id;
SELECT sure_upsert('tag', '[{"id":3,"word":"Eel"},{"id":4,"word":"EEL"}]', '{"index":"tag_word"}');
SELECT count(*) FROM tag;
SELECT sure_upsert('tag', '{"word":"CAT"}');
