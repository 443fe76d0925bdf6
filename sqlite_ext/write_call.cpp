// A table's description is kept across calls. Inside the transaction, before the first step, the sentinel
// says whether DDL has touched it; then all is undone, and done again with a new description.
#include "sqlite_ext/write_call.h"

#include <map>

#include "common/idempotency/fingerprint.h"
#include "sqlite_ext/once.h"
#include "sqlite_ext/schema.h"
#include "sqlite_ext/steps.h"
#include "sqlite_ext/violation.h"

namespace surerow::sqlite {
namespace {

// DDL between two tries is another connection's; it would have to win every time.
constexpr int most_tries = 10;

struct DescriptionChanged {};

// A deferred foreign key is checked by COMMIT, which belongs to no row.
void keep(Transaction& transaction, const KnownTable& known, const Writer& writer) {
  try {
    transaction.keep();
  } catch (const EngineError& error) {
    const auto violation = violation_of(error, known);
    if (!violation) throw;
    Fault fault = writer.violated(*violation, 0);
    fault.detail.clear();
    refuse(std::move(fault));
  }
}

Transaction::Scope scope_of(const Writer& writer, const KnownTable& known) {
  if (!writer.writes()) return Transaction::Scope::read;
  return writer.writes_one_row() && !known.has_triggers ? Transaction::Scope::statement
                                                        : Transaction::Scope::write;
}

// To describe a table is to read its database, and a transaction that has read cannot wait for the write
// lock.
void lock_before_describing(Connection& connection, const WriteCall& call) {
  if (sqlite3_get_autocommit(connection.db()) != 0 || connection.knows(call.table)) return;
  if (call.request.verb == Verb::etag) return;
  // A dry run takes no lock; what its options say is not read before the table is.
  if (call.request.options.find("\"dry_run\"") != std::string_view::npos) return;
  Transaction transaction(connection, Transaction::Scope::write, function_of(call.request.verb));
  transaction.lock(call.table);
  transaction.keep();
}

// "" when there is no such table, or no such name: the call says so when its turn comes.
std::string schema_of(sqlite3* db, std::string_view table) {
  try {
    return find_schema(db, table);
  } catch (const Refusal&) {
    return {};
  }
}

Answered run_once(Connection& connection, const WriteCall& call, KnownTable& known) {
  Writer writer(known.described, call.request, connection.settings());
  Transaction transaction(connection, scope_of(writer, known), function_of(call.request.verb));
  transaction.lock(known);
  if (!known.current()) throw DescriptionChanged{};
  Answered answer = answered(connection.db(), run_steps(writer, known, connection.db()));
  keep(transaction, known, writer);
  return answer;
}

// Before anything is read.
void lock_table(Connection& connection, Transaction& transaction, std::string_view table) {
  bool from_memory = false;
  if (connection.knows(table))
    transaction.lock(*connection.table(table, &from_memory));
  else
    transaction.lock(table);
}

// What has been done is not looked at again, nor is its table.
Answered run_keyed(Connection& connection, WriteCall call, const SplitOptions& split) {
  call.request.options = split.rest;
  Transaction transaction(connection, Transaction::Scope::write, function_of(call.request.verb));
  std::shared_ptr<KnownTable> known;
  std::unique_ptr<Writer> writer;
  const auto work = [&] {
    lock_table(connection, transaction, call.table);
    known = current_table(connection, call.table);
    writer = std::make_unique<Writer>(known->described, call.request, connection.settings());
    return run_steps(*writer, *known, connection.db());
  };
  const std::string fingerprint = fingerprint_of(call.table, call.request, connection.settings().max_depth);
  Answered answer = answered(connection.db(), once(connection, transaction, split.key, fingerprint, work));
  if (writer)
    keep(transaction, *known, *writer);
  else
    transaction.keep();
  return answer;
}

}  // namespace

std::string run_steps(Writer& writer, const KnownTable& known, sqlite3* db) {
  while (Step* step = writer.next()) run_step(*step, writer, known, db);
  return writer.result();
}

void lock_databases(Connection& connection, Transaction& transaction,
                    std::span<const std::string_view> tables) {
  std::map<std::pair<std::string, std::string>, std::string_view> by_file;
  for (const std::string_view table : tables) {
    const std::string schema = schema_of(connection.db(), table);
    if (schema.empty()) continue;
    const char* file = sqlite3_db_filename(connection.db(), schema.c_str());
    by_file.try_emplace({file == nullptr ? "" : file, schema}, table);
  }
  for (const auto& [file, table] : by_file) transaction.lock(table);
}

std::shared_ptr<KnownTable> current_table(Connection& connection, std::string_view argument) {
  bool from_memory = false;
  auto known = connection.table(argument, &from_memory);
  if (!from_memory || known->current()) return known;
  connection.forget_table(*known);
  return connection.table(argument, &from_memory);
}

Answered run_call(Connection& connection, const WriteCall& call) {
  const AtWork at_work(connection, function_of(call.request.verb));
  connection.start_call();
  if (const auto split = split_key_options(call.request.options, function_of(call.request.verb)))
    return run_keyed(connection, call, *split);
  for (int tries = 1;; ++tries) {
    lock_before_describing(connection, call);
    bool from_memory = false;
    const auto known = connection.table(call.table, &from_memory);
    try {
      return run_once(connection, call, *known);
    } catch (const DescriptionChanged&) {
      connection.forget_table(*known);
      if (tries == most_tries) throw EngineError(SQLITE_SCHEMA, sqlite3_errstr(SQLITE_SCHEMA));
    } catch (const Refusal&) {
      // What was refused may be right by the table as it is now.
      if (!from_memory || known->current()) throw;
      connection.forget_table(*known);
    }
  }
}

}  // namespace surerow::sqlite
