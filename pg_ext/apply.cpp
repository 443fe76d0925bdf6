// All operations are checked before the first is run; then the rows that they will write or hold are locked,
// in an order of their own. An error is that of its operation, whoever made it. The memory of an operation is
// given back when it has run.
#include "pg_ext/apply.h"

#include "common/write/holds.h"
#include "pg_ext/convert.h"
#include "pg_ext/guard.h"
#include "pg_ext/hold.h"
#include "pg_ext/server.h"
#include "pg_ext/session.h"
#include "pg_ext/table_cache.h"
#include "pg_ext/write_call.h"

extern "C" {
#include "utils/memutils.h"
}

namespace surerow::pg {
namespace {

/// Memory of the server for one operation after the other.
class OperationMemory {
 public:
  OperationMemory() : before_(CurrentMemoryContext), own_(make()) { MemoryContextSwitchTo(own_); }
  /// What it holds is freed with the memory around it: an error on its way up may lie in there.
  ~OperationMemory() { MemoryContextSwitchTo(before_); }
  OperationMemory(const OperationMemory&) = delete;
  OperationMemory& operator=(const OperationMemory&) = delete;

  void reset() {
    MemoryContext const own = own_;
    backend([=] { MemoryContextReset(own); });
  }

 private:
  static MemoryContext make() {
    return backend([] {
      return AllocSetContextCreate(CurrentMemoryContext, "surerow operation", ALLOCSET_DEFAULT_SIZES);
    });
  }

  MemoryContext before_, own_;
};

class Apply {
 public:
  explicit Apply(const Operations& operations)
      : operations_(operations),
        tables_(operations.tables().size()),
        writers_(operations.keep_writers() ? operations.size() : 0) {}

  void check_all() {
    for (std::size_t i = 0; i < operations_.size(); ++i) at(i, [&] { check(i); });
  }

  void hold_all() {
    const OperationMemory memory;
    for (auto& [place, rows] : holds_.in_order()) hold_rows(place, rows, *tables_[rows.table]);
    holds_.in_order().clear();
  }

  std::string run_all() {
    ApplyAnswer answer;
    OperationMemory memory;
    for (std::size_t i = 0; i < operations_.size(); ++i) {
      at(i, [&] { answer.add(run(i)); });
      memory.reset();
    }
    return answer.finish();
  }

 private:
  /// Runs `body` for operation `i`, and puts that before what its errors say.
  template <class Body>
  static void at(std::size_t i, const Body& body) {
    try {
      body();
    } catch (const NamedRefusal& refusal) {
      throw NamedRefusal(at_op(refusal.fault(), i + 1), refusal.names());
    } catch (const Refusal& refusal) {
      refuse(at_op(refusal.fault(), i + 1));
    } catch (const PgError& error) {
      const char* detail = error.data()->detail;
      set_detail(error.data(), detail_of_op(i + 1, detail == nullptr ? "" : detail));
      throw;
    }
  }

  const std::shared_ptr<KnownTable>& table_of(std::size_t i) {
    auto& table = tables_[operations_[i].table];
    if (!table || table->stale)
      table = known_table(operations_.tables()[operations_[i].table], Access::write);
    return table;
  }

  std::unique_ptr<Writer> writer_of(std::size_t i, KnownTable& table) const {
    return std::make_unique<Writer>(table.described, operations_[i].request, session_settings());
  }

  void check(std::size_t i) {
    KnownTable& table = *table_of(i);
    auto writer = writer_of(i, table);
    if (operations_.need_order()) holds_.add(operations_[i].table, table.described.table, *writer);
    if (!writers_.empty()) writers_[i] = {tables_[operations_[i].table], std::move(writer)};
  }

  std::string run(std::size_t i) {
    const std::shared_ptr<KnownTable> table = table_of(i);
    const Checked checked = writers_.empty() ? Checked{} : std::move(writers_[i]);
    // A trigger of an earlier operation may have changed the table.
    if (checked.table != table) return run_steps(*writer_of(i, *table), *table);
    return run_steps(*checked.writer, *table);
  }

  /// A writer that has not run, and the table it was made for, which must live longer.
  struct Checked {
    std::shared_ptr<KnownTable> table;
    std::unique_ptr<Writer> writer;
  };

  const Operations& operations_;
  std::vector<std::shared_ptr<KnownTable>> tables_;  // by their number
  std::vector<Checked> writers_;                     // of the operations; or none
  Holds holds_;
};

}  // namespace

std::string apply(const Operations& operations) {
  Apply all(operations);
  all.check_all();
  all.hold_all();
  return all.run_all();
}

}  // namespace surerow::pg
