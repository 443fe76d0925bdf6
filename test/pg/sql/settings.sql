-- sure_settings on PostgreSQL: it follows the server and its session, and is not the way to change them
SET DateStyle = 'German'; SET IntervalStyle = iso_8601; SET TimeZone = 'Europe/Berlin';
SELECT (sure_settings()->>'server_version')::int = current_setting('server_version_num')::int / 10000 AS version,
       sure_settings()->>'date_style' AS date_style, sure_settings()->>'interval_style' AS interval_style,
       sure_settings()->>'time_zone' AS time_zone, (sure_settings()->>'max_depth')::int > 10000 AS deep;
SELECT sure_settings('{"date_style":"ISO","time_zone":"UTC","max_depth":100}');
SELECT sure_settings('{"max_depth":100}'::json);
SELECT sure_settings('{"date_style":"German"}'::jsonb)->>'date_style';
SELECT sure_is_valid(repeat('[', 5000) || repeat(']', 5000), 'json'), sure_is_valid(repeat('[', 50000) || repeat(']', 50000), 'json');
