// BEGIN IMMEDIATE or SAVEPOINT around one call.
#include "sqlite_ext/transaction.h"

#include "common/call.h"

namespace surerow::sqlite {

Transaction::Transaction(Connection& connection, bool writes, std::string_view function)
    : connection_(connection) {
  sqlite3* const db = connection.db();
  const bool autocommit = sqlite3_get_autocommit(db) != 0;
  // In autocommit only a statement at work can hold a write transaction, and BEGIN would not mind it.
  if (autocommit && sqlite3_txn_state(db, nullptr) == SQLITE_TXN_WRITE)
    refuse(faults::called_while_writing(function));
  own_ = autocommit && writes;
  const int rc = connection.control(own_ ? Control::begin : Control::savepoint);
  // A savepoint takes no lock: it is BUSY only while a statement that writes is at work.
  if (!own_ && rc == SQLITE_BUSY) refuse(faults::called_while_writing(function));
  if (rc != SQLITE_OK) throw_last_error(db);
  open_ = true;
}

Transaction::~Transaction() {
  // Some errors, and RAISE(ROLLBACK), have already ended the whole transaction.
  if (!open_ || sqlite3_get_autocommit(connection_.db()) != 0) return;
  if (own_) {
    connection_.control(Control::rollback);
    return;
  }
  connection_.control(Control::rollback_to);
  connection_.control(Control::release);
}

void Transaction::keep() {
  if (connection_.control(own_ ? Control::commit : Control::release) != SQLITE_OK)
    throw_last_error(connection_.db());
  open_ = false;
}

}  // namespace surerow::sqlite
