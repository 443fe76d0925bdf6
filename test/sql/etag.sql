-- sure_etag, and etags in place of versions: the same tokens on both engines.
CREATE TABLE page (id integer PRIMARY KEY, title text, price numeric(10,2), seen boolean, at timestamp with time zone, body json, code text UNIQUE);
INSERT INTO page VALUES (1, 'a', 1.5, true, '2026-01-02 03:04:05+00:00', '{"b": 1}', 'x'), (2, 'ü"', NULL, false, NULL, NULL, NULL);
SELECT sure_etag('page', 1);
SELECT sure_etag('page', 2);
SELECT sure_etag('page', '{"code":"x"}');
SELECT sure_etag('page', 1, '["title","price"]'), sure_etag('page', 1, '["price","title"]');
SELECT sure_etag('page', 1, '["id","title","price","seen","at","body","code"]');
SELECT CASE WHEN sure_etag('page', 1) = sure_etag('page', 2) THEN 'same' ELSE 'different' END;
SELECT sure_etag('page', 3);
SELECT sure_etag('page', 1, '[]');
SELECT sure_etag('page', 1, '["tytle"]');
SELECT sure_etag('page', 1, '{"title":1}');
SELECT sure_etag('page', 1, '[1]');
SELECT sure_etag('page', NULL);
SELECT sure_etag('pages', 1);

SELECT sure_update('page', 1, '{"title":"b"}', sure_etag('page', 1));
SELECT sure_update('page', 1, '{"title":"b"}', sure_etag('page', 1));
SELECT sure_update('page', 1, '{"title":"c"}', sure_etag('page', 2));
SELECT sure_update('page', 1, '{"title":"b"}', sure_etag('page', 2));
SELECT sure_update('page', 1, '{"title":"c"}', sure_etag('page', 2), '{"on_stale":"report"}');
SELECT sure_update('page', 3, '{"title":"c"}', sure_etag('page', 2), '{"on_stale":"report"}');
SELECT sure_update('page', 3, '{"title":"c"}', sure_etag('page', 2));
SELECT sure_update('page', 1, '{"title":"c"}', sure_etag('page', 1, '["price"]'), '{"returning":["title"]}');
SELECT sure_update('page', 1, '{"title":"d"}', sure_etag('page', 1, '["title"]'));
SELECT sure_check_version('page', 1, sure_etag('page', 1));
SELECT sure_check_version('page', 1, sure_etag('page', 2));
SELECT sure_update('page', 1, '{"title":"e"}', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.____');
SELECT sure_update('page', 1, '{"title":"e"}', 'short');
SELECT sure_delete('page', 1, sure_etag('page', 2));
SELECT sure_delete('page', 1, sure_etag('page', 1), '{"returning":["id","title"]}');

-- another column makes another row
ALTER TABLE page ADD COLUMN note text;
SELECT sure_etag('page', 2);

-- with a version as well
SELECT sure_enable_version('page');
SELECT sure_update('page', 2, '{"title":"f"}', sure_etag('page', 2));
SELECT sure_update('page', 2, '{"title":"g"}', 2);
