-- sure_upsert: insert what is missing, update what differs, leave alone what is equal.
CREATE TABLE account (id bigint PRIMARY KEY, name text NOT NULL, balance numeric(12,2), note text DEFAULT 'new');

-- one row
SELECT sure_upsert('account', '{"id":1,"name":"Ada","balance":"10.50"}');
SELECT sure_upsert('account', '{"id":1,"name":"Ada","balance":"10.50"}');
SELECT sure_upsert('account', '{"id":1,"name":"Ada Lovelace"}');
SELECT id, name, sure_cast(CAST(balance AS text), 'numeric(12,2)'), note FROM account ORDER BY id;

-- many rows, all three answers at once
SELECT sure_upsert('account', '[{"id":1,"name":"Ada Lovelace"},{"id":2,"name":"Grace"},{"id":3,"name":"Edsger","balance":1e2}]');
SELECT sure_upsert('account', '[{"id":3,"name":"Edsger","balance":100.000},{"id":1,"name":"Ada"},{"id":4,"name":"Barbara"}]');
SELECT id, name, sure_cast(CAST(balance AS text), 'numeric(12,2)'), note FROM account ORDER BY id;

-- members left out leave the column alone, NULL empties it; rows of one call may differ
SELECT sure_upsert('account', '[{"id":3,"note":"kept"},{"id":4,"name":"Liskov","note":null},{"note":"x","id":2}]');
SELECT id, name, note FROM account ORDER BY id;

-- an update needs no NOT NULL column; an insert does
SELECT sure_upsert('account', '{"id":2,"balance":7}');
SELECT sure_upsert('account', '{"id":99,"balance":7}');

-- a status for each row, in the order of the input
SELECT sure_upsert('account', '[{"id":9,"name":"i"},{"id":1,"name":"Ada"},{"id":2,"name":"Hopper"}]', '{"each":true}');

-- the stored rows
SELECT sure_upsert('account', '[{"id":10,"name":"j","balance":3},{"id":1,"name":"Ada"}]', '{"returning":true}');
SELECT sure_upsert('account', '{"id":10,"name":"jj"}', '{"returning":["name","note"]}');

-- say what would happen, write nothing
SELECT sure_upsert('account', '[{"id":1,"name":"Ada"},{"id":2,"name":"?"},{"id":77,"name":"new"}]', '{"dry_run":true,"each":true}');
SELECT count(*) FROM account WHERE id = 77 OR name = '?';

-- columns to set, columns to set on insert only
SELECT sure_upsert('account', '{"id":1,"name":"A","note":"n"}', '{"update":["note"]}');
SELECT sure_upsert('account', '{"id":1,"name":"B","note":"m"}', '{"insert_only":["name"]}');
SELECT sure_upsert('account', '{"id":1,"name":"C","note":"o"}', '{"update":[]}');
SELECT name, note FROM account WHERE id = 1;
SELECT sure_upsert('account', '{"id":50,"name":"fresh","note":"first"}', '{"insert_only":["note"]}');
SELECT name, note FROM account WHERE id = 50;

-- two rows with one key
SELECT sure_upsert('account', '[{"id":5,"name":"a"},{"id":6,"name":"b"},{"id":5,"name":"c"}]');
SELECT count(*) FROM account WHERE id IN (5, 6);
SELECT sure_upsert('account', '[{"id":5,"name":"a"},{"id":6,"name":"b"},{"id":5,"name":"c"}]', '{"duplicates":"first","each":true}');
SELECT name FROM account WHERE id = 5;
SELECT sure_upsert('account', '[{"id":5,"name":"a"},{"id":6,"name":"b"},{"id":5,"name":"c"}]', '{"duplicates":"last"}');
SELECT name FROM account WHERE id = 5;

-- nothing to do
SELECT sure_upsert('account', '[]');
SELECT sure_upsert('account', '[]', '{"each":true,"on_stale":"report","on_vetoed":"report"}');
SELECT sure_upsert('account', '{"id":5}');

-- all or nothing: a good row before a bad one is not kept
SELECT sure_upsert('account', '[{"id":60,"name":"good"},{"id":61,"name":null}]');
SELECT sure_upsert('account', '[{"id":60,"name":"good"},{"id":61,"name":"x","balance":"12345678901.00"}]');
SELECT count(*) FROM account WHERE id IN (60, 61);
