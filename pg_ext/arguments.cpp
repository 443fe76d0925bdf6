// Reads arguments of the overloads of a function by the type they were declared with. Copies only what a
// type's output function makes.
#include "pg_ext/arguments.h"

#include "common/call.h"
#include "pg_ext/canonical.h"
#include "pg_ext/guard.h"
#include "pg_ext/server.h"

extern "C" {
#include "catalog/pg_type_d.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
}

namespace surerow::pg {
namespace {

/// The type of argument `i`: as called, or, without a calling expression, as declared.
Oid argument_type(FunctionCallInfo call, int i) {
  const Oid type = get_fn_expr_argtype(call->flinfo, i);
  if (OidIsValid(type)) return type;
  Oid* types = nullptr;
  int count = 0;
  get_func_signature(call->flinfo->fn_oid, &types, &count);
  return types[i];
}

bool is_text(Oid type) {
  return type == TEXTOID || type == VARCHAROID || type == BPCHAROID || type == JSONOID || type == UNKNOWNOID;
}

/// As text, not yet detoasted.
varlena* as_text(FunctionCallInfo call, int i) {
  const Datum value = call->args[i].value;
  const Oid type = argument_type(call, i);
  if (is_text(type)) return PG_DETOAST_DATUM_PACKED(value);
  Oid output = InvalidOid;
  bool is_varlena = false;
  getTypeOutputInfo(type, &output, &is_varlena);
  return cstring_to_text(OidOutputFunctionCall(output, value));
}

/// Whether texts of the type lose digits (extra_float_digits), or name a zone that is read as another (IST),
/// under some settings of the session.
bool depends_on_settings(Oid type) {
  return type == FLOAT4OID || type == FLOAT8OID || type == TIMESTAMPTZOID || type == TSTZRANGEOID;
}

}  // namespace

std::string_view text_argument(FunctionCallInfo call, int i, const char* function, const char* name) {
  if (call->args[i].isnull) refuse(faults::null_argument(function, name));
  const bool canonical = backend([=] { return depends_on_settings(argument_type(call, i)); });
  const int session = canonical ? begin_canonical() : 0;
  const varlena* text = backend([=] { return as_text(call, i); });
  if (canonical) end_canonical(session);
  return {VARDATA_ANY(text), VARSIZE_ANY_EXHDR(text)};
}

KeyText key_argument(FunctionCallInfo call, int i, const char* function) {
  const std::string_view text = text_argument(call, i, function, "key");
  const Oid type = backend([=] { return argument_type(call, i); });
  return {text, type == JSONOID || type == JSONBOID};
}

bool takes_text(FunctionCallInfo call, int i) {
  return backend([=] { return is_text(argument_type(call, i)); });
}

std::optional<std::string_view> text_in_place(const FunctionCallInfoBaseData* call, int i) {
  const NullableDatum& argument = call->args[i];
  if (argument.isnull) return std::nullopt;
  const auto* text = reinterpret_cast<const varlena*>(DatumGetPointer(argument.value));
  if (VARATT_IS_EXTENDED(text) && (!VARATT_IS_SHORT(text) || VARATT_IS_EXTERNAL(text))) return std::nullopt;
  return std::string_view(VARDATA_ANY(text), VARSIZE_ANY_EXHDR(text));
}

std::uintptr_t text_result(std::string_view text) {
  return backend(
      [=] { return PointerGetDatum(cstring_to_text_with_len(text.data(), static_cast<int>(text.size()))); });
}

}  // namespace surerow::pg
