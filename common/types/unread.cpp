// Words for types that are refused with 0A000. Their texts depend on a database's catalog (reg*, aclitem), on
// its configuration (tsvector, tsquery) or on a grammar that changes with every release (jsonpath, xml).
#include "common/types/unread.h"

#include <fmt/format.h>

#include <array>

namespace surerow {
namespace {

struct Advice {
  std::string_view type;  // a whole name, or a prefix that ends with '*'
  std::string_view use;
  const char* else_what;
};

constexpr std::array<Advice, 7> advices = {{
    {"tsvector", "text", ": keep the document, and let a generated column hold to_tsvector of it"},
    {"tsquery", "text", ": keep the query as it was typed, and call to_tsquery where it is used"},
    {"jsonpath", "text", ": cast it to jsonpath where it is used"},
    {"xml", "text", ": cast it to xml where it is used"},
    {"cid", "xid", ", it has the same range"},
    {"reg*", "oid", ", or type text for the name of the object"},
    {"aclitem", "text", ", or keep role and privilege in columns of their own"},
}};

bool is_about(const Advice& advice, std::string_view type) {
  if (advice.type.ends_with('*')) return type.starts_with(advice.type.substr(0, advice.type.size() - 1));
  return type == advice.type;
}

}  // namespace

std::string unread_hint(std::string_view type, bool array) {
  const char* const brackets = array ? "[]" : "";
  for (const Advice& advice : advices)
    if (is_about(advice, type))
      return fmt::format("Use type {}{}{}.", advice.use, brackets, advice.else_what);
  return fmt::format("Use type text{} for such values.", brackets);
}

}  // namespace surerow
