// One connection of a load client, the same on both engines: a statement and its parameters in, the first row
// or a code out. Statements are prepared once; parameters are texts named $1, $2, ...
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace load {

/// What became of a statement.
struct Answer {
  std::string code;                 // empty: it succeeded; an SQLSTATE, BUSY, or the engine's own number
  std::string message;              // of an error
  std::vector<std::string> values;  // of the first row
  long rows = 0;                    // returned, or written by an UPDATE

  bool ok() const { return code.empty(); }
};

class Database {
 public:
  virtual ~Database() = default;
  virtual Answer ask(const std::string& sql, const std::vector<std::string>& parameters = {}) = 0;
  /// The ways to begin a transaction.
  virtual const std::vector<std::string>& begins() const = 0;
  /// The first error of a transaction does not end it.
  virtual bool goes_on_after_errors() const = 0;
};

/// By PGHOST and the like. Exits when there is no server.
std::unique_ptr<Database> open_postgres();

struct SqliteFile {
  std::string path, module;
  std::string journal = "wal";
  int busy_timeout_ms = 0;
};
/// Exits when the module cannot be loaded.
std::unique_ptr<Database> open_sqlite(const SqliteFile& file);

}  // namespace load
