// Everything surerow keeps for one connection: settings, described tables with their plans and statements,
// the statements of its transactions, type names in use. Functions and the close hook share it by reference
// count; nothing is shared between connections.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/types/type.h"
#include "common/write/writer.h"
#include "sqlite_ext/engine.h"
#include "sqlite_ext/key_names.h"
#include "sqlite_ext/store.h"
#include "sqlite_ext/strict_triggers.h"
#include "sqlite_ext/version_triggers.h"

namespace surerow::sqlite {

class TypeSite;

/// A table as one spelling of its name found it, and the statement that notices DDL: SQLite prepares it anew
/// when a schema that the description depends on has changed.
struct KnownTable {
  std::string argument;
  Described described;
  std::vector<NamedCheck> checks;
  std::vector<std::string> conflict_clauses;  // that the table's constraints are declared with
  std::vector<StrictTrigger> strict_triggers;
  std::vector<VersionTrigger> version_triggers;
  bool has_triggers = false;      // others
  bool refers_to_itself = false;  // by a foreign key
  std::unique_ptr<Query> sentinel;
  std::unique_ptr<Query> lock;  // takes the write lock of its database; made when first needed
  int prepared = 0;             // how often the sentinel had been prepared anew when the table was described

  /// False when DDL has touched the table since. Throws EngineError for BUSY and the like.
  bool current();
};

/// The statements that open and close a writer's transaction.
enum class Control { begin, commit, rollback, savepoint, release, rollback_to };

class Connection {
 public:
  /// With one reference, the caller's; null when memory is short.
  static Connection* create(sqlite3* db) noexcept;

  void retain() { ++references_; }
  /// Lets go of a reference; a destructor for SQLite to call.
  static void release(void* connection);

  sqlite3* db() const { return db_; }
  const Settings& settings() const { return settings_; }
  /// Type names are parsed anew: what one means depends on the server version.
  void set_settings(Settings settings) {
    settings_ = std::move(settings);
    types_.clear();
  }
  /// Takes the clock for this call.
  void start_call();

  /// True when table() would find it in memory.
  bool knows(std::string_view argument) const;
  /// The table that `argument` names, from memory or described now. Refuses as describe_table() does.
  std::shared_ptr<KnownTable> table(std::string_view argument, bool* from_memory);
  void forget_table(const KnownTable& table);

  /// Runs a statement of a transaction; a result code.
  int control(Control which);

  /// A type name, parsed at most once while it is in use.
  std::shared_ptr<const TypeSite> type(std::string_view name);

  /// The check of this text, read at most once while it is in use. Valid until the next call.
  const RowCheck& row_check(std::string_view text);

  /// The store of idempotency keys.
  KeptStore& store();
  /// The clock of this call, in milliseconds of the Unix clock.
  std::int64_t now_ms() const;

  /// Lets go of all statements; called before sqlite3_close() looks for them.
  void forget();
  void set_hooked(bool hooked) { hooked_ = hooked; }

  /// A writer is at work: its statements must not be started again by what they call.
  bool at_work = false;

 private:
  explicit Connection(sqlite3* db);
  ~Connection();

  void prepare_controls();

  sqlite3* db_;
  int references_ = 1;
  bool hooked_ = false;
  Settings settings_;
  std::vector<std::shared_ptr<KnownTable>> tables_;  // latest use last
  std::array<std::unique_ptr<Query>, 6> controls_;
  std::unique_ptr<KeptStore> store_;
  std::vector<std::shared_ptr<const TypeSite>> types_;
  std::vector<std::shared_ptr<const RowCheck>> checks_;
};

}  // namespace surerow::sqlite
