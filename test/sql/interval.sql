-- interval: read, printed and stored alike on both engines
SELECT sure_cast('1 year 2 months 3 days 4 hours 5 minutes 6.7 seconds', 'interval');
SELECT sure_cast('P1Y2M3DT4H5M6.789S', 'interval day to second(1)');
SELECT sure_cast('@ 1 week 2 days ago', 'interval');
SELECT sure_cast('1.9 years', 'interval year to month');
SELECT sure_cast('1:30', 'interval minute to second');
SELECT sure_cast('-1-2 +3 -4:05:06', 'interval');
SELECT sure_cast('90', 'interval minute');
SELECT coalesce(sure_try_cast('1 day 1 day', 'interval'), 'nothing');
SELECT sure_cast('1 dya', 'interval');
SELECT sure_cast('2147483648 days', 'interval');
SELECT sure_cast('300000000 years', 'interval');
SELECT sure_error_info('1 day 2 huors', 'interval');
SELECT sure_cast('1', 'interval year(2)');
SELECT sure_cast('1', 'pg_catalog.interval(32767,-1)');
SELECT sure_cast('1', 'pg_catalog.interval(3)');
CREATE TABLE task (id integer PRIMARY KEY, takes interval, about interval(0), span interval year);
SELECT sure_upsert('task', '[{"id":1,"takes":"PT90M","about":"1.5 seconds","span":"14 months"},
                             {"id":2,"takes":"1 day -1 second","about":null,"span":"-1-2"}]');
SELECT id, CAST(takes AS text), CAST(about AS text), CAST(span AS text) FROM task ORDER BY id;
SELECT sure_upsert('task', '{"id":1,"takes":"01:30:00","about":"00:00:02","span":"1 year"}');
SELECT sure_upsert('task', '{"id":1,"takes":"2 hours"}');
SELECT id, CAST(takes AS text), CAST(about AS text), CAST(span AS text) FROM task ORDER BY id;
SELECT sure_upsert('task', '{"id":3,"takes":"soon"}');
SELECT sure_upsert('task', '{"id":3,"takes":"99999999999 days"}');
