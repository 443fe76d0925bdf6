// int2vector and oidvector, the lists of PostgreSQL's own catalogs: numbers with blanks between, as many as
// one likes. Not read like arrays: no braces, no commas, no NULL. The value is the canonical text.
#include <algorithm>
#include <charconv>
#include <limits>

#include "common/types/canonical.h"
#include "common/types/families.h"
#include "common/types/oid.h"
#include "common/types/scan.h"

namespace surerow {
namespace {

constexpr std::size_t longest_number = 10;  // 4294967295, and -1 is another spelling of it

/// Text that grows in room known to be enough.
class List {
 public:
  List(Arena& arena, std::size_t most) : room_(static_cast<char*>(arena.allocate(most, 1))), to_(room_) {}

  void add(std::int64_t number) {
    if (to_ != room_) *to_++ = ' ';
    to_ = std::to_chars(to_, to_ + longest_number, number).ptr;
  }
  Value value() const { return Value::text({room_, static_cast<std::size_t>(to_ - room_)}); }

 private:
  char* room_;
  char* to_;
};

void skip_blanks(std::string_view& rest) {
  while (!rest.empty() && scan::is_space(rest[0])) rest.remove_prefix(1);
}

// The canonical text is its elements with single blanks between; to_json makes them an array, of strings
// where the element is an oid.
void print_elements(std::string_view text, bool as_strings, std::string& out) {
  const char* const quote = as_strings ? "\"" : "";
  out += '[';
  while (!text.empty()) {
    const std::size_t size = std::min(text.find(' '), text.size());
    out.append(quote).append(text.substr(0, size)).append(quote);
    text.remove_prefix(std::min(size + 1, text.size()));
    if (!text.empty()) out += ',';
  }
  out += ']';
}

class Int2Vector final : public CanonicalText {
 public:
  using CanonicalText::CanonicalText;

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    List list(cx.arena, text.size() + longest_number);
    std::string_view rest = text;
    for (skip_blanks(rest); !rest.empty(); skip_blanks(rest)) {
      std::int64_t number = 0;
      const std::string_view start = rest;
      const bool digits = take(rest, number);
      const bool fits = number >= std::numeric_limits<std::int16_t>::min() &&
                        number <= std::numeric_limits<std::int16_t>::max();
      if (!digits || !fits || !(rest.empty() || rest[0] == ' ')) {
        if (why == nullptr) return false;
        *why = digits && !fits ? faults::out_of_range(start, "smallint")
                               : faults::invalid_input("smallint", start);
        why->offset = static_cast<std::size_t>((digits && fits ? rest : start).data() - text.data());
        return false;
      }
      list.add(number);
    }
    out = list.value();
    return true;
  }

  void print_json(const Value& value, const Settings&, std::string& out) const override {
    print_elements(value.text(), false, out);
  }

  std::string accepts() const override { return "Integers from -32768 to 32767 with blanks between."; }

 private:
  // A sign and digits; `number` stops growing where no smallint is left. False: no digit.
  static bool take(std::string_view& rest, std::int64_t& number) {
    constexpr std::int64_t enough = 1'000'000;
    const bool negative = rest.starts_with('-');
    if (negative || rest.starts_with('+')) rest.remove_prefix(1);
    const std::size_t before = rest.size();
    for (; !rest.empty() && scan::is_digit(rest[0]); rest.remove_prefix(1))
      if (number < enough) number = number * 10 + (rest[0] - '0');
    if (negative) number = -number;
    return rest.size() < before;
  }
};

class OidVector final : public CanonicalText {
 public:
  using CanonicalText::CanonicalText;

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    List list(cx.arena, 6 * text.size() + longest_number);
    std::string_view rest = text;
    for (skip_blanks(rest); !rest.empty(); skip_blanks(rest)) {
      const oid::Scanned number = oid::scan(rest, oid::base_of(cx.settings));
      if (!number.any || !number.fits_32()) {
        if (why == nullptr) return false;
        *why = number.any ? faults::out_of_range(rest, "oid") : faults::invalid_input("oid", rest);
        why->offset = static_cast<std::size_t>(rest.data() - text.data());
        return false;
      }
      list.add(static_cast<std::uint32_t>(number.value));
      rest = number.rest;
    }
    out = list.value();
    return true;
  }

  void print_json(const Value& value, const Settings&, std::string& out) const override {
    print_elements(value.text(), true, out);
  }

  std::string accepts() const override { return "Integers from 0 to 4294967295 with blanks between."; }
};

}  // namespace

const Family int2vector_family{"int2vector", "int2vector", 0, [](Modifiers, Fault*) -> TypePtr {
                                 return std::make_shared<Int2Vector>("int2vector");
                               }};
const Family oidvector_family{"oidvector", "oidvector", 0, [](Modifiers, Fault*) -> TypePtr {
                                return std::make_shared<OidVector>("oidvector");
                              }};

}  // namespace surerow
