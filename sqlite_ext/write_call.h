// One call of a writer, or of sure_etag, on SQLite: table, transaction, steps, and once more when DDL came
// between. Its parts are for calls that bring a transaction of their own.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "common/write/writer.h"
#include "sqlite_ext/answered.h"
#include "sqlite_ext/connection.h"

namespace surerow::sqlite {

class Transaction;

struct WriteCall {
  std::string_view table;
  Request request;
};

/// Runs the call. Throws a Refusal or EngineError; then nothing was written.
Answered run_call(Connection& connection, const WriteCall& call);

/// Takes the write locks of the databases that these table arguments name, in one order for all connections:
/// by file. To be called before anything is read. A name of no table is passed over.
void lock_databases(Connection& connection, Transaction& transaction,
                    std::span<const std::string_view> tables);

/// The table as it is now. Inside a transaction that holds the lock of its database it remains so.
std::shared_ptr<KnownTable> current_table(Connection& connection, std::string_view argument);

/// Runs the steps of `writer` to its answer.
std::string run_steps(Writer& writer, const KnownTable& known, sqlite3* db);

}  // namespace surerow::sqlite
