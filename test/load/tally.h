// What clients were told, and what the tables hold in the end: these must be the same.
#pragma once

#include <array>
#include <string>

#include "database.h"

namespace load {

/// counter: versioned, read, computed and written back. tally: without versions, by token. slot: versioned
/// rows that are deleted and inserted again.
enum Table : std::size_t { counter, tally, slot, tables };
inline constexpr std::array<const char*, tables> table_names{"counter", "tally", "slot"};
inline constexpr std::size_t hot_rows = 4;

/// What acknowledged writes have added to a row: to its number, its version, and whether it is there.
struct Sum {
  long n = 0, version = 0, rows = 0;
};
struct Effects {
  std::array<std::array<Sum, hot_rows>, tables> sums{};

  void add(const Effects& other) {
    for (std::size_t table = 0; table < tables; ++table)
      for (std::size_t row = 0; row < hot_rows; ++row) {
        sums[table][row].n += other.sums[table][row].n;
        sums[table][row].version += other.sums[table][row].version;
        sums[table][row].rows += other.sums[table][row].rows;
      }
  }
};

enum Kind : std::size_t {
  update,         // sure_update, a stale version is an error
  update_report,  // and a report, whose row is computed on at once
  upsert,         // sure_upsert with the version that was read
  upsert_blind,   // sure_upsert of another column, without a version
  upsert_batch,   // sure_upsert of all rows with their versions
  plain,          // UPDATE ... SET n = n + 1, which the guard counts
  mapper,         // UPDATE ... WHERE version = ..., as an ORM does it
  next_version,   // UPDATE ... SET version = sure_next_version(...)
  etag,           // sure_update with a token
  etag_plain,     // UPDATE ... SET n = n + 1 of the same rows
  slot_update,    // sure_update of a row that may be gone
  slot_delete,    // sure_delete
  slot_insert,    // sure_insert at a version of its own
  slot_upsert,    // sure_upsert of a new row, version NULL
  check,          // sure_check_version, then a write that depends on it
  keyed_update,   // sure_update under a key, repeated as it was sent until there is an answer, and once more
  keyed_apply,    // sure_apply under a key, likewise
  kinds,
};
inline constexpr std::array<const char*, kinds> kind_names{
    "sure_update",        "sure_update, report",  "sure_upsert, version", "sure_upsert",
    "sure_upsert, batch", "UPDATE by the guard",  "UPDATE of an ORM",     "sure_next_version",
    "sure_update, etag",  "UPDATE without guard", "sure_update of slots", "sure_delete",
    "sure_insert",        "sure_upsert, new row", "sure_check_version",   "sure_update, key",
    "sure_apply, key"};

/// One client's books, in memory that all processes share.
struct Tally {
  Effects acknowledged;
  std::array<long, kinds> tried{}, done{};  // done: the call wrote, and its transaction was committed
  long calls = 0, transactions = 0;
  long busy_alone = 0, restarts_alone = 0;  // of calls outside transactions
  long stale = 0, missing = 0, busy = 0, restarts = 0, deadlocks = 0;
  long repeated = 0, replayed = 0;  // calls under a key that got no answer; answers that were repeated
  long strange = 0;                 // any other error, and answers that cannot be
  char first_strange[400]{};        // the first of them

  void add(const Tally& other);
};

/// Makes the tables.
void set_up(Database& database);

/// Compares the tables with the books; prints every difference. The number of acknowledged writes that are
/// lost.
long lost(Database& database, const Effects& acknowledged);

}  // namespace load
