// sure_check_row as constraints call it: the check, then the values of its columns as texts. The check is
// read once per call site.
#include "common/strict/row_check.h"
#include "pg_ext/arguments.h"
#include "pg_ext/call_site.h"
#include "pg_ext/guard.h"
#include "pg_ext/server.h"
#include "pg_ext/session.h"
#include "pg_ext/strict_state.h"

extern "C" {
#include "catalog/pg_type_d.h"
#include "utils/array.h"
}

namespace surerow::pg {
namespace {

const RowCheck& check_of(FunctionCallInfo call) {
  const std::string_view text = text_argument(call, 0, "sure_check_row", "check");
  const auto* kept = kept_at<RowCheck>(call);
  if (kept != nullptr && kept->text() == text) return *kept;
  return keep_at(call, std::make_unique<RowCheck>(text));
}

/// The elements of the array: plain data.
struct Elements {
  Datum* values;
  bool* nulls;
  int count;
};

Elements elements_of(FunctionCallInfo call) {
  return backend([=] {
    Elements out{};
    deconstruct_array(DatumGetArrayTypeP(call->args[1].value), TEXTOID, -1, false, TYPALIGN_INT, &out.values,
                      &out.nulls, &out.count);
    return out;
  });
}

/// Element `i`; the array is not compressed within.
Value value_of(const Elements& elements, std::size_t i) {
  if (elements.nulls[i]) return {};
  const auto* text = reinterpret_cast<const varlena*>(DatumGetPointer(elements.values[i]));
  return Value::text({VARDATA_ANY(text), VARSIZE_ANY_EXHDR(text)});
}

std::uintptr_t check_row(FunctionCallInfo call) {
  require_utf8();
  if (call->args[0].isnull || call->args[1].isnull) refuse(faults::not_a_row_check());
  const RowCheck& check = check_of(call);
  const Elements elements = elements_of(call);
  const std::size_t count = check.columns().size();
  if (static_cast<std::size_t>(elements.count) != count) refuse(faults::not_a_row_check());
  Scratch scratch;
  const Reading cx{session_settings(), scratch.arena};
  std::size_t i = 0;
  while (i < count && check.fits(i, value_of(elements, i), cx)) ++i;
  if (i == count) return BoolGetDatum(true);
  std::vector<Value> row;
  for (i = 0; i < count; ++i) row.push_back(value_of(elements, i));
  with_names_of_now(check).require(row, {}, cx);
  return BoolGetDatum(true);
}

}  // namespace
}  // namespace surerow::pg

extern "C" {
PG_FUNCTION_INFO_V1(sure_check_row);
}

/// sure_check_row(check, VARIADIC values) -> boolean: true, or the refusal of the row
PGDLLEXPORT Datum sure_check_row(PG_FUNCTION_ARGS) {
  return surerow::pg::entry([=] { return surerow::pg::check_row(fcinfo); });
}
