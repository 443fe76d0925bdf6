// What every type does unless its family knows better: JSON as a string, storage as canonical text, and a
// refusal of any other storage class that says what is stored and, for dates, what it looks like.
#include "common/types/type.h"

#include <fmt/format.h>

#include <cmath>

#include "common/json/reader.h"

namespace surerow {
namespace {

bool is_date_or_time(std::string_view type) {
  if (type.ends_with("range") || type.ends_with("[]")) return false;
  return type.starts_with("timestamp") || type.starts_with("date") || type.starts_with("time");
}

// PostgreSQL's messages call a timestamp(3) without time zone "timestamp".
std::string name_in_messages(std::string name) {
  if (const std::size_t open = name.find('('); open != name.npos) name.erase(open, name.find(')') + 1 - open);
  if (const std::size_t tail = name.find(" without time zone"); tail != name.npos) name.erase(tail);
  return name;
}

// A number in a date column is nearly always one of four things; SQLite's own functions translate them.
std::string date_hint(double number, std::string_view digits) {
  const double size = std::fabs(number);
  const auto say = [&](const char* what, const char* divisor) {
    return fmt::format("{0} looks like {1}: store datetime({0}{2}, 'unixepoch') instead.", digits, what,
                       divisor);
  };
  if (size >= 1e8 && size < 1e11) return say("Unix seconds", "");
  if (size >= 1e11 && size < 1e14) return say("Unix milliseconds", " / 1000.0");
  if (size >= 1e14 && size < 1e17) return say("Unix microseconds", " / 1000000.0");
  if (size >= 1.7e6 && size < 3e6)
    return fmt::format("{0} looks like a Julian day: store datetime({0}) instead.", digits);
  return "Store text such as 2024-01-31 12:30:00; of Unix seconds n, datetime(n, 'unixepoch') makes it.";
}

struct Stored {
  const char* storage_class;
  std::string text;
};

Stored described(const Value& stored) {
  switch (stored.kind()) {
    case Value::Kind::boolean:
    case Value::Kind::integer: return {"an integer", fmt::format("{}", stored.integer())};
    case Value::Kind::real: return {"a real number", fmt::format("{}", stored.real())};
    case Value::Kind::blob: return {"a blob", std::string(stored.text())};
    case Value::Kind::text: return {"a text", std::string(stored.text())};
    default: return {"NULL", "NULL"};
  }
}

Fault wrong_storage(const std::string& type, const Value& stored) {
  const auto [storage_class, text] = described(stored);
  const std::string name = name_in_messages(type);
  const bool date = is_date_or_time(type);
  Fault fault = date ? faults::invalid_datetime(name, text) : faults::invalid_input(name, text);
  fault.detail = fmt::format("The stored value is {}, not text.", storage_class);
  if (date && stored.kind() == Value::Kind::integer)
    fault.hint = date_hint(static_cast<double>(stored.integer()), text);
  if (date && stored.kind() == Value::Kind::real) fault.hint = date_hint(stored.real(), text);
  return fault;
}

}  // namespace

const Settings& storage_settings() {
  static const Settings defaults;
  return defaults;
}

void Type::print_json(const Value& value, const Settings& settings, std::string& out) const {
  std::string text;
  print(value, settings, text);
  json::append_string(out, text);
}

Value Type::to_stored(const Value& value, const Reading& cx) const {
  std::string text;
  print(value, storage_settings(), text);
  return Value::text(keep(cx.arena, text));
}

bool Type::from_stored(const Value& stored, const Reading& cx, Value& out, Fault* why) const {
  if (stored.kind() == Value::Kind::text) return read(stored.text(), cx, out, why);
  if (why != nullptr) *why = wrong_storage(name_, stored);
  return false;
}

bool Type::read_canonical_text(std::string_view text, const Reading& cx, Value& out, const char* wanted,
                               Fault* why) const {
  if (!read(text, cx, out, why)) return false;
  std::string canonical;
  print(out, cx.settings, canonical);
  if (canonical == text) return true;
  if (why != nullptr) {
    *why = faults::invalid_input(name(), text);
    why->detail = std::string("The stored value is a text, not ") + wanted + ".";
  }
  return false;
}

}  // namespace surerow
