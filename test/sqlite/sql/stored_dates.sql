-- Dates and times that a plain INSERT stored in a form surerow does not take (datetime_stored.h): they are shown as
-- they are, stay when the upsert does not name their column, and are replaced when it does.
CREATE TABLE t (id INTEGER PRIMARY KEY, d DATE, ts TIMESTAMP, tz TIMESTAMPTZ, c TIME, z TIMETZ, note TEXT);
INSERT INTO t VALUES (1, 'January 8, 1999', '1999-01-08T04:05', 'yesterday', '4:05 PM', '04:05', 'plain');
SELECT sure_upsert('t', '[{"id":1,"note":"changed"}]', '{"returning":true}');
SELECT * FROM t;
SELECT sure_upsert('t', '[{"id":1,"d":"Jan 8 1999","ts":"1999-01-08 04:05","tz":"2020-01-01 PST","c":"16:05","z":"04:05-08"}]', '{"returning":true}');
SELECT * FROM t;
SELECT sure_upsert('t', '[{"id":1,"d":"1/8/1999","ts":"1999-01-08 04:05","tz":"2020-01-01 08:00Z","c":"4:05 PM","z":"04:05 PST"}]');
CREATE TABLE k (d DATE PRIMARY KEY, n INT);
INSERT INTO k VALUES ('1/8/1999', 1);
SELECT sure_upsert('k', '[{"d":"Jan 8 1999","n":2}]');
SELECT * FROM k ORDER BY d;
