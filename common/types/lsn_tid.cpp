// pg_lsn, a place in the write-ahead log: one to eight hexadecimal digits, '/', as many again. tid, a place
// in a table: (block,offset). The values are integers, as PostgreSQL counts: the 64 bits of the place, and
// the block times 65536 plus the offset.
#include <fmt/format.h>

#include <optional>

#include "common/types/families.h"
#include "common/types/scan.h"

namespace surerow {
namespace {

// One to eight hexadecimal digits off `text`.
std::optional<std::uint32_t> take_half(std::string_view& text) {
  std::uint32_t value = 0;
  std::size_t count = 0;
  for (; !text.empty() && scan::hex_digit(text[0]) >= 0; ++count) {
    value = value << 4 | static_cast<std::uint32_t>(scan::hex_digit(text[0]));
    text.remove_prefix(1);
  }
  if (count < 1 || count > 8) return std::nullopt;
  return value;
}

class Lsn final : public Type {
 public:
  using Type::Type;

  bool read(std::string_view text, const Reading&, Value& out, Fault* why) const override {
    std::string_view rest = text;
    const auto high = take_half(rest);
    const bool slash = high && rest.starts_with('/');
    if (slash) rest.remove_prefix(1);
    const auto low = slash ? take_half(rest) : std::nullopt;
    if (!low || !rest.empty()) {
      if (why != nullptr) *why = faults::invalid_input("pg_lsn", text, text.size() - rest.size());
      return false;
    }
    out = Value::integer(static_cast<std::int64_t>(std::uint64_t{*high} << 32 | *low));
    return true;
  }

  void print(const Value& value, const Settings&, std::string& out) const override {
    const auto place = static_cast<std::uint64_t>(value.integer());
    fmt::format_to(std::back_inserter(out), "{:X}/{:X}", place >> 32, place & 0xffffffff);
  }

  std::string accepts() const override {
    return "Two hexadecimal numbers of up to 8 digits with a slash between, as in 16/B374D848.";
  }
};

// strtoul in base 10: blanks, a sign, digits. Without a digit nothing is taken and the number is 0.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  std::string_view rest = text;
  while (!rest.empty() && scan::is_space(rest[0])) rest.remove_prefix(1);
  const bool negative = rest.starts_with('-');
  if (negative || rest.starts_with('+')) rest.remove_prefix(1);
  if (rest.empty() || !scan::is_digit(rest[0])) return 0;
  std::uint64_t value = 0;
  bool overflow = false;
  for (; !rest.empty() && scan::is_digit(rest[0]); rest.remove_prefix(1)) {
    overflow |= __builtin_mul_overflow(value, std::uint64_t{10}, &value);
    overflow |= __builtin_add_overflow(value, static_cast<std::uint64_t>(rest[0] - '0'), &value);
  }
  text = rest;
  if (overflow) return std::nullopt;
  return negative ? 0 - value : value;
}

// PostgreSQL looks for the first '(' and ',' alone: what stands before and after the pair is not seen.
bool read_tid(std::string_view text, std::uint32_t& block, std::uint64_t& offset) {
  const std::size_t open = text.find_first_of("(,)");
  if (open == text.npos || text[open] == ')') return false;
  std::string_view rest = text.substr(open + 1);
  const auto first = take_number(rest);
  if (!first || !rest.starts_with(',')) return false;
  rest.remove_prefix(1);
  const auto second = take_number(rest);
  if (!second || !rest.starts_with(')')) return false;
  block = static_cast<std::uint32_t>(*first);
  offset = *second;
  const auto sign_extended =
      static_cast<std::uint64_t>(static_cast<std::int64_t>(static_cast<std::int32_t>(block)));
  return (*first == block || *first == sign_extended) && offset <= 0xffff;
}

class Tid final : public Type {
 public:
  using Type::Type;

  bool read(std::string_view text, const Reading&, Value& out, Fault* why) const override {
    std::uint32_t block = 0;
    std::uint64_t offset = 0;
    if (!read_tid(text, block, offset)) {
      if (why != nullptr) *why = faults::invalid_input("tid", text);
      return false;
    }
    out = Value::integer(static_cast<std::int64_t>(std::uint64_t{block} << 16 | offset));
    return true;
  }

  void print(const Value& value, const Settings&, std::string& out) const override {
    fmt::format_to(std::back_inserter(out), "({},{})", value.integer() >> 16, value.integer() & 0xffff);
  }

  std::string accepts() const override {
    return "A block from 0 to 4294967295 and an offset from 0 to 65535, as in (0,1).";
  }
};

}  // namespace

const Family pg_lsn_family{"pg_lsn", "pg_lsn", 0,
                           [](Modifiers, Fault*) -> TypePtr { return std::make_shared<Lsn>("pg_lsn"); }};
const Family tid_family{"tid", "tid", 0,
                        [](Modifiers, Fault*) -> TypePtr { return std::make_shared<Tid>("tid"); }};

}  // namespace surerow
