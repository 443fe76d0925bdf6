// All or nothing for one call. In autocommit a writer takes the write lock at once, so that busy_timeout is
// honoured; inside the caller's transaction it is a savepoint, and takes the lock before it reads: SQLite
// never waits for the lock once a transaction has read. A call that only reads is a savepoint too. One
// statement for one row is all or nothing by itself and goes without: a savepoint would have SQLite copy
// every page it touches.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "sqlite_ext/connection.h"

namespace surerow::sqlite {

/// A writer is at work: a function that one of its statements calls must not start that statement again.
class AtWork {
 public:
  /// Refuses (25001) when another one is.
  AtWork(Connection& connection, std::string_view function);
  ~AtWork() { connection_.at_work = false; }
  AtWork(const AtWork&) = delete;
  AtWork& operator=(const AtWork&) = delete;

 private:
  Connection& connection_;
};

class Transaction {
 public:
  enum class Scope {
    read,
    write,
    statement,  // one statement writes, for one row, and fires no trigger
  };

  /// Opens it. Refuses (25001) inside a statement that writes; `function` names the caller in the refusal.
  /// Throws EngineError: BUSY when the lock is not to be had, READONLY under query_only.
  Transaction(Connection& connection, Scope scope, std::string_view function);
  /// Undoes everything unless keep() succeeded.
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// Takes the write lock of the table's database unless the transaction holds it, or is to read only. To be
  /// called before anything is read. Refuses (40001) when the caller has read the database and no waiting
  /// would help. Throws EngineError: BUSY when the lock is not to be had in busy_timeout.
  void lock(KnownTable& known);
  /// The same for a table that is not described yet; does nothing when there is no such table.
  void lock(std::string_view argument);
  /// The same for the main database; `statement` is kept for the next time.
  void lock_main(std::unique_ptr<Query>& statement);

  /// Commits, or releases the savepoint. Throws EngineError; then the destructor undoes.
  void keep();

 private:
  enum class Form { own, savepoint, statement };  // own: BEGIN ... COMMIT

  void begin(std::string_view function);
  bool is_locked(const std::string& schema) const;
  void take_lock(const std::string& schema, std::unique_ptr<Query>& statement);

  Connection& connection_;
  Scope scope_;
  Form form_;
  int changes_before_;
  bool open_ = false;
};

}  // namespace surerow::sqlite
