// libFuzzer target of every type's reader and printers. An input is a line that names a type, a line of four
// letters that choose settings (version, date order, interval style, time zone), and the text. Held to be
// true of each: the verdict does not depend on whether it is explained, canonical text is read again to the
// same canonical text, JSON output is JSON, what is stored reads back as the same value.
#include <algorithm>
#include <array>
#include <initializer_list>

#include "common/json/reader.h"
#include "common/types/type.h"
#include "common/verdict.h"
#include "test/fuzz/fuzz.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace surerow {
namespace {

using fuzz::require;

constexpr std::array zones = {"UTC",           "America/New_York",    "Europe/London",   "Asia/Kolkata",
                              "Europe/Dublin", "Australia/Lord_Howe", "Africa/Monrovia", "<+0530>-05:30"};

Settings settings_of(std::string_view letters) {
  const auto choice = [&](std::size_t i, unsigned count) {
    return i < letters.size() ? static_cast<unsigned char>(letters[i]) % count : 0;
  };
  Settings s;
  s.server_version = 15 + static_cast<int>(choice(0, 4));
  s.date_order = static_cast<Settings::DateOrder>(choice(1, 3));
  s.interval_style = static_cast<Settings::IntervalStyle>(choice(2, 4));
  s.time_zone = zones[choice(3, zones.size())];
  s.max_depth = 70;
  s.now = 800'000'000'000'000;
  return s;
}

/// The type a line names, else a family by its first byte.
TypePtr type_of(std::string_view line) {
  if (TypePtr type = find_type(line, nullptr)) return type;
  const std::size_t at = line.empty() ? 0 : static_cast<unsigned char>(line[0]) % families().size();
  return families()[at]->make({}, nullptr);
}

std::string printed(const Type& type, const Value& value, const Settings& settings) {
  std::string out;
  type.print(value, settings, out);
  return out;
}

/// Values are the same when they print the same; two blobs or texts also byte for byte.
void same_value(const Type& type, const Value& a, const Value& b, const Settings& settings) {
  require(a.kind() == b.kind());
  require(printed(type, a, settings) == printed(type, b, settings));
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(), [&](auto part) { return text.find(part) != text.npos; });
}

/// A sign with a number from 16 on behind it: "04:05:00-24", "04:05:00+119".
bool has_far_offset(std::string_view text) {
  const auto is_digit = [&](std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
  };
  for (std::size_t i = 0; i + 2 < text.size(); ++i)
    if ((text[i] == '+' || text[i] == '-') && (text.substr(i + 1, 2) >= "16" || is_digit(i + 3))) return true;
  return false;
}

/// PostgreSQL's own exceptions: canonical text that its input function reads otherwise or not at all. The
/// least months, days or microseconds of an interval have no positive counterpart, timestamp(p) rounds up
/// past the last timestamp, and timetz takes an offset from a zone's name that it takes from no number.
bool canonical_may_move(const Type& type, std::string_view text) {
  const std::string_view name = type.name();
  if (name.starts_with("interval")) return has_any(text, {"178956970", "2147483648", "2562047788"});
  if (name.starts_with("timestamp(")) return has_any(text, {"294277", "294276-12-31"});
  return name.starts_with("time") && !name.starts_with("timestamp") && has_any(name, {"with time zone"}) &&
         has_far_offset(text);
}

void canonical_is_fixed(const Type& type, const Value& value, const Reading& cx) {
  const std::string once = printed(type, value, cx.settings);
  const fuzz::Exact copy(once);
  Value again;
  const bool read = type.read(copy.text(), cx, again, nullptr);
  if (!read || printed(type, again, cx.settings) != once) require(canonical_may_move(type, once));
}

void json_is_json(const Type& type, const Value& value, const Settings& settings) {
  std::string out;
  type.print_json(value, settings, out);
  require(json::check(out, 100'000).what == nullptr);
}

void stored_is_read_back(const Type& type, const Value& value, const Reading& cx) {
  const Value stored = type.to_stored(value, cx);
  require(stored.kind() != Value::Kind::foreign && stored.kind() != Value::Kind::null);
  Value again;
  if (stored.kind() == Value::Kind::text && canonical_may_move(type, stored.text())) return;
  require(type.from_stored(stored, cx, again, nullptr));
  same_value(type, value, again, cx.settings);
}

void refusal_is_worded(const Fault& why, std::string_view text) {
  require(!why.message.empty());
  require(std::strlen(entry(why.code).sqlstate) == 5);
  require(find_bad_utf8(why.message) == std::string_view::npos);
  require(find_bad_utf8(why.detail) == std::string_view::npos);
  require(why.offset == std::string_view::npos || why.offset <= text.size());
}

void judge(const Type& type, std::string_view text, const Settings& settings) {
  const fuzz::Exact copy(text);
  Arena arena;
  const Reading cx{settings, arena};
  Value plain;
  Value explained;
  Fault why;
  const bool accepted = type.read(copy.text(), cx, plain, nullptr);
  require(type.read(copy.text(), cx, explained, &why) == accepted);
  if (!accepted) return refusal_is_worded(why, text);
  same_value(type, plain, explained, settings);
  canonical_is_fixed(type, plain, cx);
  json_is_json(type, plain, settings);
  stored_is_read_back(type, plain, cx);
}

/// A random family with modifiers it takes, now and then as an array.
std::string random_type(unsigned seed) {
  const Family& family = *families()[seed % families().size()];
  seed /= static_cast<unsigned>(families().size());
  std::int64_t modifiers[2] = {1 + seed % 12, static_cast<std::int64_t>(seed / 12 % 9) - 3};
  const std::size_t most = std::min(family.max_modifiers, 2);
  const TypePtr type = family.make({modifiers, seed / 108 % (most + 1)}, nullptr);
  return (type ? type->name() : family.display) + (seed / 972 % 4 == 0 ? "[]" : "");
}

}  // namespace
}  // namespace surerow

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace surerow;
  std::string_view text = fuzz::as_text(data, size);
  const TypePtr type = type_of(fuzz::take_line(text));
  const Settings settings = settings_of(fuzz::take_line(text));
  if (!type) return 0;
  if (find_bad_utf8(text) == std::string_view::npos) judge(*type, text, settings);
  return 0;
}

/// Mutates the text, and in one of four cases gives it to another type or to other settings.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned int seed) {
  using namespace surerow;
  std::string_view text = fuzz::as_text(data, size);
  std::string type(fuzz::take_line(text));
  std::string letters(fuzz::take_line(text));
  if (seed % 8 == 0) type = random_type(seed / 8);
  if (seed % 8 == 1)
    for (unsigned n = seed / 8; letters.size() < 4 || n > 8; n /= 8)
      letters = static_cast<char>('0' + n % 8) + letters.substr(0, 3);
  const std::string head = type + "\n" + letters + "\n";
  if (head.size() >= max_size) return size;
  std::string body(text);
  if (seed % 8 > 1) {
    body.resize(max_size - head.size());
    body.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(body.data()),
                                 std::min(text.size(), body.size()), body.size()));
  }
  body.resize(std::min(body.size(), max_size - head.size()));
  std::memcpy(data, head.data(), head.size());
  if (!body.empty()) std::memcpy(data + head.size(), body.data(), body.size());
  return head.size() + body.size();
}
