-- What only a device has.
CREATE TABLE queue (                 -- actions that the server has not confirmed yet
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,          -- of the request: made once, kept until the answer is there
  ops TEXT NOT NULL                  -- what sure_apply was given here and is given there
);
CREATE TABLE conflict (              -- tasks that somebody else changed first
  task   TEXT PRIMARY KEY,
  mine   TEXT NOT NULL,              -- the row as this device had it
  theirs TEXT                        -- the server's; NULL: it is gone
);
