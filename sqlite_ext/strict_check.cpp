// sure_check_row, which the triggers of a strict table call for each row: the check, the row's values, and
// for an update the values before. 0: the row may be written. On that way nothing is copied, allocated or
// looked up.
#include "sqlite_ext/connection.h"
#include "sqlite_ext/functions.h"
#include "sqlite_ext/guard.h"
#include "sqlite_ext/values.h"

namespace surerow::sqlite {
namespace {

std::vector<Value> values_of(sqlite3_value** first, std::size_t count) {
  std::vector<Value> values;
  for (std::size_t i = 0; i < count; ++i) values.push_back(value_of(first[i]));
  return values;
}

// Refuses the row, unless what is wrong with it was there before the update.
void require_row(Connection& connection, const RowCheck& check, sqlite3_value** argv, bool update) {
  const std::size_t count = check.columns().size();
  Scratch scratch;
  with_names_of_now(connection.db(), check)
      .require(values_of(argv + 1, count), values_of(argv + 1 + count, update ? count : 0),
               {connection.settings(), scratch.arena});
}

void check_row(Connection& connection, std::size_t argc, sqlite3_value** argv) {
  if (argc == 0 || sqlite3_value_type(argv[0]) != SQLITE_TEXT) refuse(faults::not_a_row_check());
  const RowCheck& check = connection.row_check(text_of(argv[0]));
  const std::size_t count = check.columns().size();
  const bool update = argc == 1 + 2 * count;
  if (argc != 1 + count && !update) refuse(faults::not_a_row_check());
  Scratch scratch;
  const Reading cx{connection.settings(), scratch.arena};
  for (std::size_t i = 0; i < count; ++i)
    if (!check.fits(i, value_of(argv[1 + i]), cx)) return require_row(connection, check, argv, update);
}

}  // namespace

void sure_check_row(sqlite3_context* cx, int argc, sqlite3_value** argv) {
  guarded(cx, [&] {
    check_row(*static_cast<Connection*>(sqlite3_user_data(cx)), static_cast<std::size_t>(argc), argv);
    sqlite3_result_int(cx, 0);
  });
}

}  // namespace surerow::sqlite
