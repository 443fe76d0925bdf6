// libFuzzer target of everything that reads JSON. Beyond memory safety it holds the readers against each
// other: what check() accepts the pull reader accepts, whole and step by step, and jsonb's canonical text
// is a fixed point.
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "common/json/canonical.h"
#include "common/json/reader.h"
#include "common/verdict.h"

namespace surerow {
namespace {

constexpr int depth = 70;  // beyond the 64 containers whose kinds fit into one word

void require(bool holds) {
  if (!holds) std::abort();
}

bool reads_whole(std::string_view text) try {
  json::Reader in(text, "fuzz", depth);
  in.value();
  in.finish();
  return true;
} catch (const Refusal& refusal) {
  require(!one_string(refusal.fault()).empty());
  return false;
}

// Walks down to the scalars by hand; `open` says which containers are open: true is an object.
void read_steps(json::Reader& in, Arena& arena) {
  std::vector<bool> open;
  json::Item name;
  do {
    const json::Kind kind = in.peek();
    if (kind == json::Kind::object || kind == json::Kind::array) {
      open.push_back(kind == json::Kind::object);
      open.back() ? in.enter_object("an object") : in.enter_array("an array");
    } else {
      Fault why;
      const json::Item item = in.value();
      if (item.kind == json::Kind::string) json::unescape(item, arena, &why);
    }
    while (!open.empty() && !(open.back() ? in.next_member(name) : in.next_element())) open.pop_back();
  } while (!open.empty());
  in.finish();
}

bool reads_in_steps(std::string_view text) try {
  Arena arena;
  json::Reader in(text, "fuzz", depth);
  read_steps(in, arena);
  return true;
} catch (const Refusal&) {
  return false;
}

void is_worded(const json::Refused& refused, std::string_view text, bool jsonb) {
  for (const int version : {15, 18}) {
    const json::Rules rules{.jsonb = jsonb, .max_depth = depth, .server_version = version};
    require(!json::fault_of(refused, text, rules).message.empty());
  }
}

void canonical_is_fixed(std::string_view text, bool is_json) {
  Arena arena;
  json::Refused refused;
  const std::string_view once = json::canonical(text, json::Form::jsonb, depth, arena, refused);
  if (refused.why != json::Refused::Why::none) {
    is_worded(refused, text, true);
    return;
  }
  require(is_json);
  require(json::check(once, depth).what == nullptr);
  require(json::canonical(once, json::Form::jsonb, depth, arena, refused) == once);
}

}  // namespace
}  // namespace surerow

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace surerow;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const json::Mistake mistake = json::check(text, depth);
  const bool is_json = mistake.what == nullptr;
  if (!is_json) is_worded({.why = json::Refused::Why::syntax, .mistake = mistake}, text, false);
  require(reads_whole(text) == is_json);
  require(reads_in_steps(text) == is_json);
  canonical_is_fixed(text, is_json);

  std::string quoted;
  json::append_string(quoted, text);
  require(json::check(quoted, depth).what == nullptr);
  Arena arena;
  Fault why;
  json::Reader in(quoted, "fuzz", depth);
  const auto unquoted = json::unescape(in.value(), arena, &why);
  require(text.find('\0') == text.npos ? unquoted == text : !unquoted);  // \u0000 has no text
  find_bad_utf8(text);
  return 0;
}
