// BEGIN IMMEDIATE or SAVEPOINT around one call.
#include "sqlite_ext/transaction.h"

#include "common/call.h"
#include "sqlite_ext/schema.h"

namespace surerow::sqlite {
namespace {

// Takes a database's write lock and writes nothing; fires no trigger, needs no table, leaves changes() alone.
// Only under auto_vacuum = INCREMENTAL it gives back one free page, as that mode's owner does in steps.
std::string lock_sql(const std::string& schema) { return pragma(schema, "incremental_vacuum", "1"); }

}  // namespace

AtWork::AtWork(Connection& connection, std::string_view function) : connection_(connection) {
  if (connection.at_work) refuse(faults::called_while_writing(function));
  connection.at_work = true;
}

Transaction::Transaction(Connection& connection, Scope scope, std::string_view function)
    : connection_(connection), scope_(scope), changes_before_(sqlite3_total_changes(connection.db())) {
  const bool autocommit = sqlite3_get_autocommit(connection.db()) != 0;
  // In autocommit only a statement at work can hold a write transaction, and BEGIN would not mind it.
  if (autocommit && sqlite3_txn_state(connection.db(), nullptr) == SQLITE_TXN_WRITE)
    refuse(faults::called_while_writing(function));
  form_ = scope == Scope::read        ? Form::savepoint
          : autocommit                ? Form::own
          : scope == Scope::statement ? Form::statement
                                      : Form::savepoint;
  begin(function);
  open_ = true;
}

void Transaction::begin(std::string_view function) {
  int rc = connection_.control(form_ == Form::own ? Control::begin : Control::savepoint);
  // A savepoint takes no lock: it is BUSY only while a statement that writes is at work.
  if (form_ != Form::own && rc == SQLITE_BUSY) refuse(faults::called_while_writing(function));
  // A statement at work reads, so that BEGIN has not waited.
  if (rc == SQLITE_BUSY && sqlite3_txn_state(connection_.db(), nullptr) != SQLITE_TXN_NONE)
    refuse(faults::cannot_upgrade(false));
  // That was all there was to learn from it.
  if (form_ == Form::statement && rc == SQLITE_OK) rc = connection_.control(Control::release);
  if (rc != SQLITE_OK) throw_last_error(connection_.db());
}

// Others cannot reach temp, so it needs no lock.
bool Transaction::is_locked(const std::string& schema) const {
  return form_ == Form::own || scope_ == Scope::read ||
         sqlite3_txn_state(connection_.db(), schema.c_str()) == SQLITE_TXN_WRITE || schema == "temp";
}

void Transaction::lock(KnownTable& known) {
  const std::string& schema = known.described.table.schema;
  if (!is_locked(schema)) take_lock(schema, known.lock);
}

void Transaction::lock(std::string_view argument) {
  const std::string schema = find_schema(connection_.db(), argument);
  std::unique_ptr<Query> statement;
  if (!schema.empty() && !is_locked(schema)) take_lock(schema, statement);
}

void Transaction::lock_main(std::unique_ptr<Query>& statement) {
  if (!is_locked("main")) take_lock("main", statement);
}

void Transaction::take_lock(const std::string& schema, std::unique_ptr<Query>& statement) {
  sqlite3* const db = connection_.db();
  if (!statement) statement = std::make_unique<Query>(db, lock_sql(schema), true);
  const bool reads = sqlite3_txn_state(db, schema.c_str()) == SQLITE_TXN_READ;
  try {
    statement->run();
  } catch (const EngineError& error) {
    if (reads && error.primary_code() == SQLITE_BUSY) refuse(faults::cannot_upgrade(true));
    throw;
  }
}

Transaction::~Transaction() {
  // Some errors, and RAISE(ROLLBACK), have already ended the whole transaction.
  if (!open_ || sqlite3_get_autocommit(connection_.db()) != 0) return;
  switch (form_) {
    case Form::own: connection_.control(Control::rollback); break;
    case Form::savepoint:
      connection_.control(Control::rollback_to);
      connection_.control(Control::release);
      break;
    case Form::statement:
      // Memory ran out after the row was written: the transaction ends, as SQLite itself ends one then.
      if (sqlite3_total_changes(connection_.db()) != changes_before_) connection_.control(Control::rollback);
      break;
  }
}

void Transaction::keep() {
  const Control end = form_ == Form::own ? Control::commit : Control::release;
  if (form_ != Form::statement && connection_.control(end) != SQLITE_OK) throw_last_error(connection_.db());
  open_ = false;
}

}  // namespace surerow::sqlite
