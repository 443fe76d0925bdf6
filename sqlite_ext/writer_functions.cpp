// The writers, sure_apply, sure_etag and sure_describe: arguments in, JSON or a token out.

#include <span>

#include "common/call.h"
#include "common/write/arguments.h"
#include "sqlite_ext/apply.h"
#include "sqlite_ext/arguments.h"
#include "sqlite_ext/functions.h"
#include "sqlite_ext/guard.h"
#include "sqlite_ext/schema.h"
#include "sqlite_ext/write_call.h"

namespace surerow::sqlite {
namespace {

// Reads the arguments of a call; owns what had to be converted.
class CallReader {
 public:
  CallReader(sqlite3_context* cx, Verb verb) : cx_(cx) { call_.request.verb = verb; }

  const WriteCall& read(std::span<sqlite3_value*> values) {
    const std::span arguments = arguments_of(call_.request.verb);
    for (std::size_t i = 0; i < values.size(); ++i)
      if (sqlite3_value_type(values[i]) == SQLITE_NULL)
        refuse(faults::null_argument(function_of(call_.request.verb), name_of(arguments[i])));
    for (std::size_t i = 0; i < values.size(); ++i) take(values[i], arguments[i]);
    return call_;
  }

 private:
  void take(sqlite3_value* value, Argument argument) {
    Request& request = call_.request;
    switch (argument) {
      case Argument::table: call_.table = checked_text(value); break;
      case Argument::rows:
      case Argument::changes: request.rows = json_argument(cx_, value, name_of(argument), rows_); break;
      case Argument::key: request.key = key_argument(value, key_); break;
      case Argument::expected: request.expected = checked_text(value); break;
      case Argument::columns: request.columns = json_argument(cx_, value, name_of(argument), other_); break;
      case Argument::options: request.options = json_argument(cx_, value, name_of(argument), other_); break;
    }
  }

  sqlite3_context* cx_;
  WriteCall call_;
  std::string rows_, key_, other_;
};

Connection& connection_of(sqlite3_context* cx) { return *static_cast<Connection*>(sqlite3_user_data(cx)); }

void write(sqlite3_context* cx, int argc, sqlite3_value** argv, Verb verb) {
  guarded(cx, [&] {
    const std::span values(argv, static_cast<std::size_t>(argc));
    CallReader reader(cx, verb);
    const WriteCall& call = reader.read(values);
    require_first_call(cx, function_of(verb));
    result_json(cx, run_call(connection_of(cx), call));
  });
}

}  // namespace

void sure_upsert(sqlite3_context* cx, int argc, sqlite3_value** argv) { write(cx, argc, argv, Verb::upsert); }

void sure_insert(sqlite3_context* cx, int argc, sqlite3_value** argv) { write(cx, argc, argv, Verb::insert); }

void sure_update(sqlite3_context* cx, int argc, sqlite3_value** argv) { write(cx, argc, argv, Verb::update); }

void sure_delete(sqlite3_context* cx, int argc, sqlite3_value** argv) { write(cx, argc, argv, Verb::erase); }

void sure_check_version(sqlite3_context* cx, int argc, sqlite3_value** argv) {
  write(cx, argc, argv, Verb::check);
}

void sure_etag(sqlite3_context* cx, int argc, sqlite3_value** argv) {
  guarded(cx, [&] {
    CallReader reader(cx, Verb::etag);
    const std::span values(argv, static_cast<std::size_t>(argc));
    result_text(cx, run_call(connection_of(cx), reader.read(values)));
  });
}

void sure_apply(sqlite3_context* cx, int argc, sqlite3_value** argv) {
  guarded(cx, [&] {
    static constexpr const char* arguments[] = {"ops", "options"};
    const std::span values(argv, static_cast<std::size_t>(argc));
    for (std::size_t i = 0; i < values.size(); ++i)
      if (sqlite3_value_type(values[i]) == SQLITE_NULL)
        refuse(faults::null_argument("sure_apply", arguments[i]));
    std::string ops, options;
    const std::string_view list = json_argument(cx, argv[0], "ops", ops);
    const std::string_view settings = argc > 1 ? json_argument(cx, argv[1], "options", options) : "{}";
    require_first_call(cx, "sure_apply");
    result_json(cx, run_apply(connection_of(cx), list, settings));
  });
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
