// Statements of the store through SPI, under plans kept for the life of the backend.
#include "pg_ext/store.h"

#include <map>

#include "pg_ext/guard.h"
#include "pg_ext/plan_without.h"
#include "pg_ext/savepoint.h"
#include "pg_ext/server.h"

extern "C" {
#include "access/htup_details.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type_d.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "pgstat.h"
#include "storage/latch.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/timestamp.h"
}

namespace surerow::pg {
namespace {

/// A plan of SPI that is kept.
struct KeptPlan : Prepared {
  SPIPlanPtr plan = nullptr;

  KeptPlan() = default;
  KeptPlan(const KeptPlan&) = delete;
  KeptPlan& operator=(const KeptPlan&) = delete;
  ~KeptPlan() override {
    SPIPlanPtr const kept = plan;
    if (kept != nullptr)
      detail::caught([](void* p) noexcept { SPI_freeplan(static_cast<SPIPlanPtr>(p)); }, kept);
  }
};

/// The caller's user id gives way to another's, as around the statements of a foreign key; and should the
/// owner of the table have made triggers for it, they can leave nothing behind in the caller's session.
class AsUser {
 public:
  explicit AsUser(Oid user) {
    GetUserIdAndSecContext(&user_, &context_);
    SetUserIdAndSecContext(
        user, context_ | SECURITY_LOCAL_USERID_CHANGE | SECURITY_RESTRICTED_OPERATION | SECURITY_NOFORCE_RLS);
  }
  ~AsUser() { SetUserIdAndSecContext(user_, context_); }
  AsUser(const AsUser&) = delete;
  AsUser& operator=(const AsUser&) = delete;

 private:
  Oid user_ = InvalidOid;
  int context_ = 0;
};

/// One statement at work: plain data.
struct Run {
  SPIPlanPtr* plan;
  const char* sql;
  const char* role;  // null: of all roles
  bool of_one_key;
  const Value* values;
  int count;
  Value* row;  // in the caller's memory
  int columns;
  std::uint64_t processed;
};

Oid type_of(const Value& value) { return value.kind() == Value::Kind::integer ? INT8OID : TEXTOID; }

Datum datum_of(const Value& value) {
  if (value.kind() == Value::Kind::integer) return Int64GetDatum(value.integer());
  return PointerGetDatum(
      cstring_to_text_with_len(value.text().data(), static_cast<int>(value.text().size())));
}

/// Inside backend().
void prepare(Run& run) {
  if (*run.plan != nullptr) return;
  auto* types = static_cast<Oid*>(palloc(sizeof(Oid) * static_cast<std::size_t>(run.count + 1)));
  types[0] = TEXTOID;
  for (int i = 0; i < run.count; ++i) types[i + 1] = type_of(run.values[i]);
  SPIPlanPtr const plan = SPI_prepare_cursor(run.sql, run.count + 1, types, CURSOR_OPT_GENERIC_PLAN);
  if (plan == nullptr) elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
  SPI_keepplan(plan);
  *run.plan = plan;
}

/// Copies the row that was read to the caller's memory. Inside backend().
void copy_row(Run& run) {
  TupleDesc const form = SPI_tuptable->tupdesc;
  run.columns = form->natts;
  run.row = static_cast<Value*>(SPI_palloc(sizeof(Value) * static_cast<std::size_t>(form->natts)));
  for (int i = 0; i < form->natts; ++i) {
    bool is_null = false;
    const Datum datum = SPI_getbinval(SPI_tuptable->vals[0], form, i + 1, &is_null);
    if (is_null) {
      run.row[i] = Value();
    } else if (TupleDescAttr(form, i)->atttypid == INT8OID) {
      run.row[i] = Value::integer(DatumGetInt64(datum));
    } else {
      const text* stored = DatumGetTextPP(datum);
      const std::size_t size = VARSIZE_ANY_EXHDR(stored);
      auto* copy = static_cast<char*>(SPI_palloc(size + 1));
      std::memcpy(copy, VARDATA_ANY(stored), size);
      run.row[i] = Value::text({copy, size});
    }
  }
}

/// Inside backend().
void run_plan(Run& run) {
  if (SPI_connect() != SPI_OK_CONNECT) elog(ERROR, "SPI_connect failed");
  prepare(run);
  // Planned when the table was empty, a statement for one key would read all of it for ever.
  static constexpr const char* methods[] = {"enable_seqscan"};
  if (run.of_one_key) plan_without(*run.plan, methods);
  const auto size = static_cast<std::size_t>(run.count + 1);
  auto* values = static_cast<Datum*>(palloc0(sizeof(Datum) * size));
  auto* nulls = static_cast<char*>(palloc(size));
  std::memset(nulls, ' ', size);
  if (run.role != nullptr)
    values[0] = CStringGetTextDatum(run.role);
  else
    nulls[0] = 'n';
  for (int i = 0; i < run.count; ++i) {
    if (run.values[i].is_null())
      nulls[i + 1] = 'n';
    else
      values[i + 1] = datum_of(run.values[i]);
  }
  const int result = SPI_execute_plan(*run.plan, values, nulls, false, 0);
  if (result < 0) elog(ERROR, "SPI failed: %s", SPI_result_code_string(result));
  run.processed = SPI_processed;
  if (result == SPI_OK_SELECT && SPI_processed > 0) copy_row(run);
  SPI_finish();
}

void pause(std::int64_t milliseconds) {
  backend([=] {
    WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH, static_cast<long>(milliseconds),
              PG_WAIT_EXTENSION);
    ResetLatch(MyLatch);
    CHECK_FOR_INTERRUPTS();
  });
}

Store& store_in(const char* schema) {
  static std::map<std::string, Store, std::less<>> stores;
  const auto found = stores.find(std::string_view(schema));
  return found != stores.end() ? found->second
                               : stores.try_emplace(schema, Engine::postgres, schema).first->second;
}

Oid owner_of(Oid table) {
  HeapTuple const tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(table));
  if (!HeapTupleIsValid(tuple)) elog(ERROR, "the table %s of surerow is not there", store_table);
  const Oid owner = reinterpret_cast<Form_pg_class>(GETSTRUCT(tuple))->relowner;
  ReleaseSysCache(tuple);
  return owner;
}

const char* schema_of(const FunctionCallInfoBaseData* call) {
  return backend([=] { return get_namespace_name(get_func_namespace(call->flinfo->fn_oid)); });
}

/// The caller's role by its name; null for all roles.
const char* role_for(const StoreStep& step, Oid owner) {
  const bool all = step.all_roles;
  return backend([=]() -> const char* {
    if (all && has_privs_of_role(GetUserId(), owner)) return nullptr;
    return GetUserNameFromId(GetUserId(), false);
  });
}

}  // namespace

KeyStore::KeyStore(const FunctionCallInfoBaseData* call) : store_(store_in(schema_of(call))) {
  owner_ = backend(
      [=] { return owner_of(get_relname_relid(store_table, get_func_namespace(call->flinfo->fn_oid))); });
}

bool KeyStore::sees_others() { return !IsolationUsesXactSnapshot(); }

std::int64_t KeyStore::now() {
  constexpr std::int64_t epoch_ms =
      std::int64_t{POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE} * SECS_PER_DAY * 1000;
  return GetCurrentTimestamp() / 1000 + epoch_ms;
}

void KeyStore::run(StoreCall& call) const {
  while (StoreStep* step = call.next(now()))
    if (step->statement == nullptr)
      pause(step->pause_ms);
    else
      run(*step);
}

void KeyStore::run(StoreStep& step) const {
  if (step.wait_ms < 0)
    execute(step);
  else
    run_bounded(step);
}

void KeyStore::execute(StoreStep& step) const {
  if (!step.statement->prepared) step.statement->prepared = std::make_unique<KeptPlan>();
  Run run{.plan = &static_cast<KeptPlan&>(*step.statement->prepared).plan,
          .sql = step.statement->sql.c_str(),
          .role = role_for(step, owner_),
          .of_one_key = !step.all_roles,
          .values = step.values.data(),
          .count = static_cast<int>(step.values.size()),
          .row = nullptr,
          .columns = 0,
          .processed = 0};
  Run* r = &run;
  const AsUser as_owner(owner_);
  backend([=] { run_plan(*r); });
  step.row.assign(run.row, run.row + run.columns);
  step.affected = static_cast<std::int64_t>(run.processed);
}

void KeyStore::run_bounded(StoreStep& step) const {
  const Savepoint savepoint = begin_savepoint();
  try {
    // 0 would be no bound; what is set in a subtransaction ends with it.
    const auto wait = std::to_string(step.wait_ms > 0 ? step.wait_ms : 1);
    const char* value = wait.c_str();
    const int level = backend([=] {
      const int before = NewGUCNestLevel();
      set_config_option("lock_timeout", value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
      return before;
    });
    execute(step);
    backend([=] { AtEOXact_GUC(true, level); });
  } catch (const PgError& error) {
    end_savepoint(savepoint, false);
    if (error.data()->sqlerrcode != ERRCODE_LOCK_NOT_AVAILABLE) throw;
    step.blocked = true;
    return;
  } catch (...) {
    end_savepoint(savepoint, false);
    throw;
  }
  end_savepoint(savepoint, true);
}

}  // namespace surerow::pg
