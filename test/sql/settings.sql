-- sure_settings: what both engines refuse, in the same words; what they answer differs (test/sqlite, test/pg)
SELECT CASE WHEN CAST(sure_settings() AS text) LIKE '{"server_version":1_,"date_style":"ISO, MDY","interval_style":"postgres","time_zone":"UTC","zoneinfo":"%","max_depth":%}' THEN 'as expected' ELSE CAST(sure_settings() AS text) END;
SELECT CASE WHEN CAST(sure_settings('{}') AS text) = CAST(sure_settings() AS text) THEN 'same' ELSE 'changed' END;
SELECT CASE WHEN CAST(sure_settings('{"time_zone":"UTC","interval_style":"POSTGRES","date_style":"us, iso"}') AS text) = CAST(sure_settings() AS text) THEN 'same' ELSE 'changed' END;
SELECT sure_settings('{"server_version":14}');
SELECT sure_settings('{"server_version":"16"}');
SELECT sure_settings('{"date_style":"iso, foo"}');
SELECT sure_settings('{"date_style":"sql, german"}');
SELECT sure_settings('{"date_stile":"iso"}');
SELECT sure_settings('{"time_zone":"Mars/Base","zoneinfo":"/usr/share/zoneinfo"}');
SELECT sure_settings('{"zoneinfo":"/nonsense"}');
SELECT sure_settings('{"interval_style":"x"}');
SELECT sure_settings('{"max_depth":0}');
SELECT sure_settings('{"max_depth":3,"max_depth":4}');
SELECT sure_settings(NULL);
SELECT sure_settings('[]');
