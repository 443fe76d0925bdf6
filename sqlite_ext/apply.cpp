// All operations are checked before the first is run, under the write locks of all databases concerned: no
// DDL comes between. An error is that of its operation, whoever made it.
#include "sqlite_ext/apply.h"

#include <memory>
#include <vector>

#include "common/idempotency/fingerprint.h"
#include "sqlite_ext/engine.h"
#include "sqlite_ext/once.h"
#include "sqlite_ext/write_call.h"

namespace surerow::sqlite {
namespace {

constexpr const char* function = "sure_apply";

class Apply {
 public:
  Apply(Connection& connection, const Operations& operations)
      : connection_(connection),
        operations_(operations),
        tables_(operations.tables().size()),
        writers_(operations.keep_writers() ? operations.size() : 0) {}

  void check_all() {
    for (std::size_t i = 0; i < operations_.size(); ++i) at(i, [&] { check(i); });
  }

  std::string run_all() {
    ApplyAnswer answer;
    for (std::size_t i = 0; i < operations_.size(); ++i) at(i, [&] { answer.add(run(i)); });
    return answer.finish();
  }

 private:
  // Runs `body` for operation `i`, and puts that before what its errors say.
  template <class Body>
  static void at(std::size_t i, const Body& body) {
    try {
      body();
    } catch (const Refusal& refusal) {
      refuse(at_op(refusal.fault(), i + 1));
    } catch (const EngineError& error) {
      throw EngineError(error.code(), text_at_op(error.message(), i + 1));
    }
  }

  void check(std::size_t i) {
    auto& table = tables_[operations_[i].table];
    if (!table) table = current_table(connection_, operations_.tables()[operations_[i].table]);
    auto writer = std::make_unique<Writer>(table->described, operations_[i].request, connection_.settings());
    if (!writers_.empty()) writers_[i] = std::move(writer);
  }

  std::string run(std::size_t i) {
    KnownTable& table = *tables_[operations_[i].table];
    if (!writers_.empty()) {
      const std::unique_ptr<Writer> kept = std::move(writers_[i]);
      return run_steps(*kept, table, connection_.db());
    }
    Writer writer(table.described, operations_[i].request, connection_.settings());
    return run_steps(writer, table, connection_.db());
  }

  Connection& connection_;
  const Operations& operations_;
  std::vector<std::shared_ptr<KnownTable>> tables_;  // by their number
  std::vector<std::unique_ptr<Writer>> writers_;     // of the operations that have not run; or none
};

void keep(Transaction& transaction) {
  try {
    transaction.keep();
  } catch (const EngineError& error) {
    if (error.code() == SQLITE_CONSTRAINT_FOREIGNKEY) refuse(faults::violated_at_commit());
    throw;
  }
}

// Inside `transaction`, before anything is read in it.
std::string apply(Connection& connection, Transaction& transaction, std::string_view ops) {
  const Operations operations(ops, connection.settings());
  lock_databases(connection, transaction, operations.tables());
  Apply all(connection, operations);
  all.check_all();
  return all.run_all();
}

}  // namespace

Answered run_apply(Connection& connection, std::string_view ops, std::string_view options) {
  const auto split = split_key_options(options, function);
  read_apply_options(split ? std::string_view(split->rest) : options);
  const AtWork at_work(connection, function);
  connection.start_call();
  Transaction transaction(connection, Transaction::Scope::write, function);
  const auto work = [&] { return apply(connection, transaction, ops); };
  const auto text = [&] {
    if (!split) return work();
    return once(connection, transaction, split->key,
                fingerprint_of_apply(ops, split->rest, connection.settings().max_depth), work);
  };
  Answered answer = answered(connection.db(), text());
  keep(transaction);
  return answer;
}

}  // namespace surerow::sqlite
