// sure_upsert, sure_insert and sure_describe: arguments in, JSON out.

#include "common/call.h"
#include "sqlite_ext/arguments.h"
#include "sqlite_ext/functions.h"
#include "sqlite_ext/guard.h"
#include "sqlite_ext/schema.h"
#include "sqlite_ext/write_call.h"

namespace surerow::sqlite {
namespace {

constexpr const char* argument_names[] = {"table", "rows", "options"};

// One call site may call a writer for one row of its statement only. Auxiliary data of a negative number, as
// SQLite's JSON functions use it, lives until the statement is done, whatever the arguments are, and is
// shared by its call sites; each has a context of its own.
void require_first_call(sqlite3_context* cx, const char* function) {
  constexpr int first = -1'950'000'000;
  for (int number = first;; --number) {
    const void* site = sqlite3_get_auxdata(cx, number);
    if (site == cx) refuse(faults::called_per_row(function));
    if (site == nullptr) return sqlite3_set_auxdata(cx, number, cx, nullptr);
  }
}

void write(sqlite3_context* cx, int argc, sqlite3_value** argv, const char* function, Verb verb) {
  for (int i = 0; i < argc; ++i)
    if (sqlite3_value_type(argv[i]) == SQLITE_NULL)
      refuse(faults::null_argument(function, argument_names[i]));
  require_first_call(cx, function);
  std::string rows, options;
  WriteCall call{function, verb, checked_text(argv[0]), json_argument(cx, argv[1], "rows", rows), "{}"};
  if (argc > 2) call.options = json_argument(cx, argv[2], "options", options);
  auto& connection = *static_cast<Connection*>(sqlite3_user_data(cx));
  Answered answer = write_rows(connection, call);
  sqlite3_result_text64(cx, answer.json.release(), answer.size, sqlite3_free, SQLITE_UTF8);
  sqlite3_result_subtype(cx, json_subtype);
}

}  // namespace

void sure_upsert(sqlite3_context* cx, int argc, sqlite3_value** argv) {
  guarded(cx, [&] { write(cx, argc, argv, "sure_upsert", Verb::upsert); });
}

void sure_insert(sqlite3_context* cx, int argc, sqlite3_value** argv) {
  guarded(cx, [&] { write(cx, argc, argv, "sure_insert", Verb::insert); });
}

void sure_describe(sqlite3_context* cx, int, sqlite3_value** argv) {
  guarded(cx, [&] {
    if (sqlite3_value_type(argv[0]) == SQLITE_NULL) refuse(faults::null_argument("sure_describe", "table"));
    KnownTable known;
    describe_table(sqlite3_context_db_handle(cx), checked_text(argv[0]), known);
    result_json(cx, describe(known.described.table));
  });
}

}  // namespace surerow::sqlite
