// json and jsonb: documents of every shape, numbers about numeric's limits, escapes and surrogates in and out
// of order, nesting within what every server takes, and the slips that people and programs make.
#include <fmt/format.h>

#include "test/oracle/generate.h"

namespace surerow::oracle {
namespace {

constexpr std::size_t deepest = 900;  // below Settings::max_depth and every server's stack

std::string blank(Rng& rng) {
  if (rng.chance(80)) return "";
  if (rng.chance(96)) return rng.digits(1 + rng.below(2), " \t\n\r");
  return std::string(rng.pick({"\v", "\f", "\u00a0", "\ufeff", "/**/", "//x\n"}));
}

std::string zeros(std::size_t count) { return std::string(count, '0'); }

std::string number_at_a_limit(Rng& rng) {
  switch (rng.below(8)) {
    case 0: return std::string(rng.pick({"1e131071", "1e131072", "9.9e131071", "0.1e131072", "10e131071"}));
    case 1: return std::string(rng.pick({"1e-16383", "1e-16384", "1.0e-16383", "0.1e-16382", "1e-16382"}));
    case 2: return "0." + zeros(16381 + rng.below(4)) + "1";
    case 3: return "1" + zeros(131069 + rng.below(4));
    case 4:
      return std::string(rng.pick({"0e131072", "0e99999999999", "-0e-16384", "0.0e-16383", "0.00e131073"}));
    case 5: return fmt::format("1e{}", rng.between(-20000, 140000));
    case 6:
      return std::string(
          rng.pick({"1e2147483647", "1e2147483648", "1e-2147483649", "1e9223372036854775808"}));
    default: return rng.digits(400, "123456789") + "." + rng.digits(300);
  }
}

std::string number(Rng& rng) {
  if (rng.chance(2)) return number_at_a_limit(rng);
  if (rng.chance(6))
    return std::string(
        rng.pick({"01",    "-",  "1.",  ".5", "+1",    "1e",  "1e+",      "-a",        "0x10", "1_000", "--1",
                  "1.2.3", "00", "-01", "1a", "1e1.5", "NaN", "Infinity", "-Infinity", "1e-",  "0.e1"}));
  std::string out(rng.chance(25) ? "-" : "");
  out += rng.chance(20) ? "0" : rng.digits(1, "123456789") + rng.digits(rng.below(rng.chance(90) ? 5 : 40));
  if (rng.chance(35)) out += "." + rng.digits(1 + rng.below(6));
  if (rng.chance(25))
    out += fmt::format("{}{}{:0{}}", rng.pick({"e", "E"}), rng.pick({"", "+", "-"}), rng.below(30),
                       1 + rng.below(3));
  return out;
}

std::string escape(Rng& rng) {
  switch (rng.below(12)) {
    case 0: return "\\ud83d\\ude00";
    case 1: return fmt::format("\\u{:04x}", rng.below(0x10000));
    case 2: return fmt::format("\\u{:04X}", 0xd800 + rng.below(0x800));
    case 3:
      return fmt::format("\\ud{}{:02x}\\ud{}{:02x}", rng.pick({"8", "9", "a", "b"}), rng.below(256),
                         rng.pick({"c", "d", "e", "F"}), rng.below(256));
    case 4: return std::string(rng.pick({"\\u0000", "\\u0001", "\\u001f", "\\u007f", "\\u0080", "\\uffff"}));
    case 5:
      return std::string(
          rng.pick({"\\x41", "\\u12", "\\u12g4", "\\", "\\U0041", "\\0", "\\'", "\\u", "\\é", "\\😀",
                    "\\ud83d\\q", "\\ud83d\x01", "\\ud83d\\u12", "\\\\ud83d\\q", "\\ud83d\\"}));
    default:
      return std::string(rng.pick({"\\n", "\\t", "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\r", "\\u0041"}));
  }
}

std::string string(Rng& rng) {
  std::string out = "\"";
  for (std::size_t left = rng.below(6); left > 0; --left) {
    if (rng.chance(15)) out += escape(rng);
    if (rng.chance(1)) out += rng.pick({"\n", "\t", "\x01", "\x1f", "\x7f"});
    out += rng.pick({"a", "b", "name", "é", "€", "😀", " ", "'", "/", "{", "]", ":", "x"});
  }
  return out + (rng.chance(99) ? "\"" : "");
}

std::string word(Rng& rng) {
  if (rng.chance(92)) return std::string(rng.pick({"true", "false", "null"}));
  return std::string(
      rng.pick({"TRUE", "nul", "truex", "None", "nan", "undefined", "'a'", "", "tru", "falsé"}));
}

std::string value(Rng& rng, std::size_t depth);

std::string container(Rng& rng, std::size_t depth, bool object) {
  std::string out(object ? "{" : "[");
  const std::size_t count = rng.below(4);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += rng.chance(99) ? "," : rng.pick({"", ",,", ";", ":"});
    out += blank(rng);
    if (object) {
      out += rng.chance(40) ? "\"" + rng.digits(1 + rng.below(2), "ab") + "\"" : string(rng);
      out += blank(rng) + std::string(rng.chance(99) ? ":" : rng.pick({"", "=", "::", ","})) + blank(rng);
    }
    out += value(rng, depth + 1) + blank(rng);
  }
  if (rng.chance(1)) out += ',';
  if (rng.chance(99)) out += (object != rng.chance(1)) ? '}' : ']';
  return out;
}

std::string value(Rng& rng, std::size_t depth) {
  switch (rng.below(depth > 4 ? 5 : 9)) {
    case 0:
    case 1: return number(rng);
    case 2:
    case 3: return string(rng);
    case 4: return word(rng);
    default: return container(rng, depth, rng.chance(60));
  }
}

std::string nested(Rng& rng) {
  const std::size_t levels = 1 + rng.below(deepest);
  const bool object = rng.chance(40);
  std::string out;
  for (std::size_t i = 0; i < levels; ++i) out += object ? "{\"a\":" : "[";
  out += rng.chance(80) ? "1" : "";
  const std::size_t closed = rng.chance(80) ? levels : rng.below(levels + 2);
  return out + std::string(closed, object ? '}' : ']');
}

std::string document(Rng& rng) {
  if (rng.chance(1)) return nested(rng);
  std::string out = blank(rng) + value(rng, rng.chance(30) ? 5 : 0) + blank(rng);
  if (rng.chance(2)) out += rng.pick({",", "}", "]", "x", "1", "\"", "\\"});
  return out;
}

const Grammar documents{{"json", "jsonb"}, document};

}  // namespace
}  // namespace surerow::oracle
