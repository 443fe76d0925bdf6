// oid, xid and xid8: unsigned integers, read as C's strtoul reads them. Up to PostgreSQL 15 an oid is decimal
// and an xid is whatever strtoul makes of the text; from 16 on all three take octal and hexadecimal and
// refuse rubbish. The value is the number's 64 bits. Stored as an integer where one of SQLite's holds it.
#include "common/types/oid.h"

#include <fmt/format.h>

#include <limits>

#include "common/types/families.h"
#include "common/types/scan.h"

namespace surerow {
namespace {

int digit_in(char c, int base) {
  const int digit = scan::hex_digit(c);
  return digit < base ? digit : -1;
}

}  // namespace

oid::Scanned oid::scan(std::string_view text, int base) {
  Scanned out;
  while (!text.empty() && scan::is_space(text[0])) text.remove_prefix(1);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (base == 0) {
    const bool hex =
        text.size() > 2 && text[0] == '0' && scan::lower(text[1]) == 'x' && scan::hex_digit(text[2]) >= 0;
    base = hex ? 16 : text.starts_with('0') ? 8 : 10;
    if (hex) text.remove_prefix(2);
  }
  for (; !text.empty() && digit_in(text[0], base) >= 0; text.remove_prefix(1)) {
    out.any = true;
    out.overflow |= __builtin_mul_overflow(out.value, static_cast<std::uint64_t>(base), &out.value);
    out.overflow |=
        __builtin_add_overflow(out.value, static_cast<std::uint64_t>(digit_in(text[0], base)), &out.value);
  }
  out.rest = text;
  if (out.overflow)
    out.value = std::numeric_limits<std::uint64_t>::max();
  else if (negative)
    out.value = 0 - out.value;
  return out;
}

bool oid::Scanned::fits_32() const {
  const auto low = static_cast<std::uint32_t>(value);
  const auto extended = static_cast<std::uint64_t>(static_cast<std::int64_t>(static_cast<std::int32_t>(low)));
  return !overflow && (value == low || value == extended);
}

namespace {

class Unsigned final : public Type {
 public:
  Unsigned(const char* name, int bits, bool lax) : Type(name), bits_(bits), lax_before_16_(lax) {}

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    // The usual text means the same in every version: a leading zero could make it octal.
    std::int64_t plain = 0;
    if (!text.starts_with('0') && scan::plain_number(text, bits_ == 32 ? 10 : 18, plain) &&
        (bits_ == 64 || plain >> 32 == 0)) {
      out = Value::integer(plain);
      return true;
    }
    const bool before_16 = cx.settings.server_version < 16;
    const oid::Scanned number = oid::scan(text, before_16 && !lax_before_16_ ? 10 : 0);
    if (!(before_16 && lax_before_16_)) {
      const std::string_view left = scan::trim(number.rest);
      if (!number.any || (!number.overflow && !left.empty())) {
        if (why != nullptr) *why = faults::invalid_input(name(), text, text.size() - number.rest.size());
        return false;
      }
      if (bits_ == 32 ? !number.fits_32() : number.overflow) {
        if (why != nullptr) *why = faults::out_of_range(text, name());
        return false;
      }
    }
    const std::uint64_t value = bits_ == 32 ? static_cast<std::uint32_t>(number.value) : number.value;
    out = Value::integer(static_cast<std::int64_t>(value));
    return true;
  }

  void print(const Value& value, const Settings&, std::string& out) const override {
    fmt::format_to(std::back_inserter(out), "{}", static_cast<std::uint64_t>(value.integer()));
  }

  std::string accepts() const override {
    return fmt::format("An integer from 0 to {}.", bits_ == 32 ? "4294967295" : "18446744073709551615");
  }

  Value to_stored(const Value& value, const Reading& cx) const override {
    return value.integer() < 0 ? Type::to_stored(value, cx) : value;
  }

  bool from_stored(const Value& stored, const Reading& cx, Value& out, Fault* why) const override {
    if (stored.kind() != Value::Kind::integer) return Type::from_stored(stored, cx, out, why);
    const bool fits = stored.integer() >= 0 && (bits_ == 64 || stored.integer() >> 32 == 0);
    if (fits)
      out = stored;
    else if (why != nullptr)
      *why = faults::out_of_range(std::to_string(stored.integer()), name());
    return fits;
  }

 private:
  int bits_;
  bool lax_before_16_;
};

}  // namespace

const Family oid_family{"oid", "oid", 0, [](Modifiers, Fault*) -> TypePtr {
                          return std::make_shared<Unsigned>("oid", 32, false);
                        }};
const Family xid_family{"xid", "xid", 0, [](Modifiers, Fault*) -> TypePtr {
                          return std::make_shared<Unsigned>("xid", 32, true);
                        }};
const Family xid8_family{"xid8", "xid8", 0, [](Modifiers, Fault*) -> TypePtr {
                           return std::make_shared<Unsigned>("xid8", 64, true);
                         }};

}  // namespace surerow
