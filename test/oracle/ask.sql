-- Asks the server about every row of the temporary table `pair` and writes type, input, answer to stdout.
-- One function a type: json_to_record hands the string to the type's input function with its modifier, as
-- COPY would; format('%s') is its output function. json and jsonb would take the JSON string itself: cast.
CREATE INDEX ON pair (type);
ANALYZE pair;
DO $do$
DECLARE
  t text;
  k int := 0;
  ask text;
BEGIN
  FOR t IN SELECT DISTINCT type FROM pair LOOP
    k := k + 1;
    ask := CASE WHEN t IN ('json', 'jsonb') THEN format('SELECT ( s)::%s', t)
                ELSE format('SELECT x FROM json_to_record(json_build_object(''x'', s)) AS r(x %s)', t) END;
    BEGIN
      EXECUTE format($f$
        CREATE FUNCTION pg_temp.ask_%s(input text) RETURNS text LANGUAGE plpgsql AS $body$
        DECLARE
          s text;
          answer text;
          message text;
          detail text;
        BEGIN
          s := convert_from(decode(input, 'hex'), 'UTF8');
          answer := encode(textsend(format('%%s', (%s))), 'hex');
          RETURN '+' || answer;
        EXCEPTION WHEN OTHERS THEN
          GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
          RETURN '-' || SQLSTATE || ' ' || encode(textsend(message), 'hex') || ' ' || encode(textsend(detail), 'hex');
        END $body$ $f$, k, ask);
      EXECUTE format('PREPARE try_%s AS %s', k, replace(ask, ' s)', ' ''''::text)'));
    EXCEPTION
      WHEN undefined_object OR syntax_error OR invalid_parameter_value THEN
        INSERT INTO answer SELECT n, type, input, '?' || SQLERRM FROM pair WHERE type = t;
        CONTINUE;
    END;
    EXECUTE format('INSERT INTO answer SELECT n, type, input, pg_temp.ask_%s(input) FROM pair WHERE type = %L', k, t);
  END LOOP;
END $do$;
COPY (SELECT type, input, answer FROM answer ORDER BY n) TO STDOUT;
