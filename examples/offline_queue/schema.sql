-- The tables that every device (SQLite) and the server (PostgreSQL) have, in the same words.
CREATE TABLE task (
  id    text PRIMARY KEY,
  title text NOT NULL,
  done  boolean NOT NULL DEFAULT false
);
CREATE TABLE note (
  id   text PRIMARY KEY,
  task text NOT NULL REFERENCES task,
  body text NOT NULL
);
SELECT sure_enable_version('task');
