// BEGIN IMMEDIATE or SAVEPOINT around one call.
#include "sqlite_ext/transaction.h"

#include "common/call.h"

namespace surerow::sqlite {

AtWork::AtWork(Connection& connection, std::string_view function) : connection_(connection) {
  if (connection.at_work) refuse(faults::called_while_writing(function));
  connection.at_work = true;
}

Transaction::Transaction(Connection& connection, Scope scope, std::string_view function)
    : connection_(connection), changes_before_(sqlite3_total_changes(connection.db())) {
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
  // That was all there was to learn from it.
  if (form_ == Form::statement && rc == SQLITE_OK) rc = connection_.control(Control::release);
  if (rc != SQLITE_OK) throw_last_error(connection_.db());
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
