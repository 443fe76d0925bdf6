// libFuzzer target of sure_apply's operations. The input is the JSON of a list of operations. Held to be
// true: a refusal is worded and names the operation it belongs to; what is accepted is JSON through and
// through; the rows that would be locked early are read again as they were written.
#include "common/json/reader.h"
#include "common/verdict.h"
#include "common/write/apply.h"
#include "common/write/holds.h"
#include "test/core/fake_engine.h"
#include "test/fuzz/fuzz.h"

namespace surerow {
namespace {

using fuzz::is_worded;
using fuzz::require;

void is_json(std::string_view text) { require(json::check(text, 100).what == nullptr); }

void hold(Described& described, Holds& holds) {
  for (auto& [place, rows] : holds.in_order()) {
    const Request request = rows.request();
    is_json(request.rows);
    is_json(request.options);
    Writer writer(described, request, Settings());
    require(writer.next() != nullptr);
  }
}

// Every operation is about this table, whatever name it gives.
void check_all(const Operations& operations, Described described) {
  Holds holds;
  for (std::size_t i = 0; i < operations.size(); ++i) {
    const Request& request = operations[i].request;
    require(operations[i].table < operations.tables().size());
    is_json(request.rows);
    is_json(request.options);
    try {
      const Writer writer(described, request, Settings());
      holds.add(operations[i].table, described.table, writer);
    } catch (const Refusal& refusal) {
      is_worded(refusal);
      require(at_op(refusal.fault(), i + 1).detail.starts_with("op "));
    }
  }
  hold(described, holds);
}

void apply(std::string_view ops) try {
  const Operations operations(ops, Settings());
  is_json(ops);
  check_all(operations, fake::account());
  check_all(operations, fake::document());
} catch (const Refusal& refusal) {
  is_worded(refusal);
}

}  // namespace
}  // namespace surerow

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const surerow::fuzz::Exact ops(surerow::fuzz::as_text(data, size));
  if (surerow::find_bad_utf8(ops.text()) == std::string_view::npos) surerow::apply(ops.text());
  return 0;
}
