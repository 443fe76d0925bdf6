-- sure_describe: what surerow knows of a table.
CREATE TABLE person (id bigint NOT NULL PRIMARY KEY, email text NOT NULL UNIQUE, team varchar(20), nick text, gone boolean NOT NULL DEFAULT false,
                     score numeric(6,2), seen timestamptz, size int4 GENERATED ALWAYS AS (1) STORED);
CREATE UNIQUE INDEX person_team_nick ON person (team, nick);
CREATE UNIQUE INDEX person_live ON person (nick) WHERE NOT gone;
SELECT sure_describe('person') ->> 'table';
SELECT sure_describe('person') ->> 'kind';
SELECT sure_describe('person') -> 'columns' -> 0;
SELECT sure_describe('person') -> 'columns' -> 1;
SELECT sure_describe('person') -> 'columns' -> 2;
SELECT sure_describe('person') -> 'columns' -> 4;
SELECT sure_describe('person') -> 'columns' -> 5;
SELECT sure_describe('person') -> 'columns' -> 6;
SELECT sure_describe('person') -> 'columns' -> 7;
SELECT sure_describe('person') -> 'keys' -> 0;
SELECT sure_describe('person') -> 'keys' -> 1;
SELECT sure_describe('person') -> 'keys' -> 2 ->> 'name';
SELECT sure_describe('person') -> 'keys' -> 3;
SELECT sure_describe('person') -> 'version_column';
SELECT sure_describe('person') -> 'warnings';
CREATE VIEW people AS SELECT * FROM person;
SELECT sure_describe('people') ->> 'kind';
SELECT sure_describe('persons');
SELECT sure_describe(NULL);
