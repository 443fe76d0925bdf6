// libFuzzer target of names: type names as PostgreSQL's grammar and SQLite's columns have them, and table
// arguments. Held to be true: a type is found again by its own name, a refusal is worded, a quoted name is
// read as itself.
#include "common/dialect.h"
#include "common/types/type.h"
#include "common/verdict.h"
#include "test/fuzz/fuzz.h"

namespace surerow {
namespace {

using fuzz::require;

void type_names(std::string_view name) {
  Fault why;
  const TypePtr type = find_type(name, &why);
  require((type == nullptr) == (find_type(name, nullptr) == nullptr));
  require(type || !why.message.empty());
  if (!type) return;
  const TypePtr again = find_type(type->name(), nullptr);
  require(again && again->name() == type->name());
}

void declared_names(std::string_view declared) {
  Fault why;
  bool any = false;
  const TypePtr type = find_declared_type(declared, &any, &why);
  require(!(type && any));
  require(type || any || !why.message.empty());
  affinity_of(declared);
}

/// Any text but the empty one is a name once it is quoted.
void quoted_names(std::string_view text, Engine engine) {
  if (text.empty()) return;
  const fuzz::Exact copy(quoted(text) + "." + quoted(text));
  const TableName name = parse_table_name(copy.text(), engine);
  require(name.schema == text && name.name == text);
}

void table_names(std::string_view text, Engine engine) {
  try {
    const TableName name = parse_table_name(text, engine);
    require(!name.name.empty());
    const std::string quoted_name =
        name.schema.empty() ? quoted(name.name) : quoted(name.schema) + "." + quoted(name.name);
    const fuzz::Exact copy(quoted_name);
    const TableName again = parse_table_name(copy.text(), engine);
    require(again.schema == name.schema && again.name == name.name);
  } catch (const Refusal& refusal) {
    require(!refusal.fault().message.empty());
  }
}

}  // namespace
}  // namespace surerow

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace surerow;
  const fuzz::Exact copy(fuzz::as_text(data, size));
  if (find_bad_utf8(copy.text()) != std::string_view::npos) return 0;
  type_names(copy.text());
  declared_names(copy.text());
  for (const Engine engine : {Engine::postgres, Engine::sqlite}) {
    table_names(copy.text(), engine);
    quoted_names(copy.text(), engine);
  }
  return 0;
}
