// sure_claim, sure_renew, sure_complete, sure_fail and sure_purge: each is one short write transaction.
#include "common/call.h"
#include "common/idempotency/claim.h"
#include "common/idempotency/owner.h"
#include "common/idempotency/purge.h"
#include "sqlite_ext/answered.h"
#include "sqlite_ext/arguments.h"
#include "sqlite_ext/functions.h"
#include "sqlite_ext/guard.h"
#include "sqlite_ext/transaction.h"
#include "sqlite_ext/values.h"

namespace surerow::sqlite {
namespace {

// The arguments of one call, in their order.
class Arguments {
 public:
  Arguments(sqlite3_context* cx, int argc, sqlite3_value** argv, const char* function)
      : cx_(cx), argc_(argc), argv_(argv), function_(function) {}

  std::string_view text(int i, const char* name) const { return required_text(argv_[i], function_, name); }

  std::string_view json(int i, const char* name, std::string& converted) const {
    require(i, name);
    return json_argument(cx_, argv_[i], name, converted);
  }
  std::string_view options(int i, std::string& converted) const {
    return i < argc_ ? json(i, "options", converted) : "{}";
  }
  std::int64_t integer(int i, const char* name, const Settings& settings) const {
    require(i, name);
    return bigint_argument(value_of(argv_[i]), settings).integer();
  }

 private:
  void require(int i, const char* name) const {
    if (sqlite3_value_type(argv_[i]) == SQLITE_NULL) refuse(faults::null_argument(function_, name));
  }

  sqlite3_context* cx_;
  int argc_;
  sqlite3_value** argv_;
  const char* function_;
};

Connection& connection_of(sqlite3_context* cx) { return *static_cast<Connection*>(sqlite3_user_data(cx)); }

// One piece of work between two pauses. Others see its records, and write theirs, when it is committed. The
// answer is made before: a call that has no memory for it changes nothing.
template <class AnswerOf>
const StoreStep* run_until_pause(Connection& connection, StoreCall& call, const char* function,
                                 const AnswerOf& answer_of, Answered& answer) {
  Transaction transaction(connection, Transaction::Scope::write, function);
  transaction.lock_main(connection.store().lock);
  connection.start_call();
  const StoreStep* pause = run_store_call(connection, call);
  if (pause == nullptr) answer = answered(connection.db(), answer_of());
  transaction.keep();
  return pause;
}

// Runs the call to its end and gives `answer_of()` as the result.
template <class AnswerOf>
void run(sqlite3_context* cx, StoreCall& call, const char* function, const AnswerOf& answer_of) {
  require_first_call(cx, function);
  Connection& connection = connection_of(cx);
  const AtWork at_work(connection, function);
  Answered answer;
  while (const StoreStep* pause = run_until_pause(connection, call, function, answer_of, answer))
    sqlite3_sleep(static_cast<int>(pause->pause_ms));
  result_json(cx, std::move(answer));
}

void run_owner(sqlite3_context* cx, OwnerRequest request, const char* function) {
  Connection& connection = connection_of(cx);
  OwnerCall owner(connection.store().store, std::move(request), connection.settings().max_depth);
  run(cx, owner, function, [&] { return owner.answer(); });
}

}  // namespace

void sure_claim(sqlite3_context* cx, int argc, sqlite3_value** argv) {
  guarded(cx, [&] {
    constexpr const char* function = "sure_claim";
    const Arguments in(cx, argc, argv, function);
    Connection& connection = connection_of(cx);
    std::string request, options;
    const std::string_view key = in.text(0, "key"), request_json = in.json(1, "request", request);
    KeyRequest asked = read_claim(key, request_json, in.options(2, options), connection.settings().max_depth);
    // Nobody else can end a claim while the caller's transaction holds the write lock.
    if (sqlite3_get_autocommit(connection.db()) == 0) asked.wait_ms = 0;
    Acquire acquire(connection.store().store, std::move(asked));
    run(cx, acquire, function, [&] { return claim_answer(acquire); });
  });
}

void sure_renew(sqlite3_context* cx, int argc, sqlite3_value** argv) {
  guarded(cx, [&] {
    constexpr const char* function = "sure_renew";
    const Arguments in(cx, argc, argv, function);
    const std::string_view key = in.text(0, "key"), token = in.text(1, "token");
    const std::int64_t lease_ms = in.integer(2, "lease_ms", connection_of(cx).settings());
    run_owner(cx, read_renew(key, token, lease_ms), function);
  });
}

void sure_complete(sqlite3_context* cx, int argc, sqlite3_value** argv) {
  guarded(cx, [&] {
    constexpr const char* function = "sure_complete";
    const Arguments in(cx, argc, argv, function);
    std::string converted;
    const std::string_view key = in.text(0, "key"), token = in.text(1, "token");
    const std::string_view response = in.json(2, "response", converted);
    run_owner(cx, read_complete(key, token, response, connection_of(cx).settings().max_depth), function);
  });
}

void sure_fail(sqlite3_context* cx, int argc, sqlite3_value** argv) {
  guarded(cx, [&] {
    constexpr const char* function = "sure_fail";
    const Arguments in(cx, argc, argv, function);
    std::string error, options;
    const std::string_view key = in.text(0, "key"), token = in.text(1, "token");
    const std::string_view error_json = in.json(2, "error", error);
    run_owner(
        cx, read_fail(key, token, error_json, in.options(3, options), connection_of(cx).settings().max_depth),
        function);
  });
}

void sure_purge(sqlite3_context* cx, int argc, sqlite3_value** argv) {
  guarded(cx, [&] {
    constexpr const char* function = "sure_purge";
    const Arguments in(cx, argc, argv, function);
    Connection& connection = connection_of(cx);
    const std::int64_t limit =
        argc > 0 ? in.integer(0, "limit", connection.settings()) : PurgeCall::default_limit;
    PurgeCall doomed(connection.store().store, limit);
    run(cx, doomed, function, [&] { return doomed.answer(); });
  });
}

}  // namespace surerow::sqlite
