// What a type is: a reader from text to a binary value and a printer back, exactly as PostgreSQL's
// input and output functions do it. One file per family of types; registry.cpp lists the families.
// Nothing here depends on the locale, on global state or on an engine.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "common/fault.h"
#include "common/value.h"

namespace surerow {

/// The newest server whose verdicts are known, and whose they are by default.
inline constexpr int newest_server = 18;

/// What type verdicts depend on (doc/types.md). On PostgreSQL taken from the server and its session.
struct Settings {
  enum class DateStyle { iso, postgres, sql, german };
  enum class DateOrder { mdy, dmy, ymd };
  enum class IntervalStyle { postgres, postgres_verbose, sql_standard, iso_8601 };

  int server_version = newest_server;     // major: 15 to 18
  DateStyle date_style = DateStyle::iso;  // how dates are printed
  DateOrder date_order = DateOrder::mdy;  // and which of 1/2/2003 is the month, read and printed
  IntervalStyle interval_style = IntervalStyle::postgres;
  std::string time_zone = "UTC";
  std::string zoneinfo = "/usr/share/zoneinfo";
  int max_depth = 1000;  // nesting of json and arrays
  std::int64_t now = 0;  // microseconds since 2000-01-01 00:00 UTC: what 'now' means in this call
};

/// The settings every stored text is printed with: the defaults, UTC among them, whatever the session says.
const Settings& storage_settings();

/// What one call gives its readers: settings, and memory for the values they produce.
struct Reading {
  const Settings& settings;
  Arena& arena;
};

/// A resolved type with its modifiers: immutable, shared, free of an engine.
class Type {
 public:
  /// `name` is the canonical spelling, as PostgreSQL's format_type gives it: "numeric(10,2)".
  explicit Type(std::string name) : name_(std::move(name)) {}
  virtual ~Type() = default;
  Type(const Type&) = delete;
  Type& operator=(const Type&) = delete;

  const std::string& name() const { return name_; }

  /// Reads `text` (valid UTF-8 without NUL; never SQL NULL) as PostgreSQL's input function with this
  /// modifier does. True: `out` holds the value. False: refused, and `why`, when not null, says why
  /// (words are made only then: a plain verdict costs nothing). Never throws but std::bad_alloc.
  virtual bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const = 0;

  /// Appends the canonical text of a value that read() gave: PostgreSQL's output function.
  virtual void print(const Value& value, const Settings& settings, std::string& out) const = 0;

  /// Appends the value as PostgreSQL's to_json renders it. Default: print() as a JSON string.
  virtual void print_json(const Value& value, const Settings& settings, std::string& out) const;

  /// What texts this type takes, a sentence for the hint of sure_error_info: "An integer from -32768 to
  /// 32767."
  virtual std::string accepts() const { return {}; }

  /// The form SQLite stores (4-types.md 13): boolean 0/1, integers and doubles native, bytea a blob,
  /// timestamptz in UTC, all else canonical text. Default: print() with storage_settings(), as text kept in
  /// `cx.arena`.
  virtual Value to_stored(const Value& value, const Reading& cx) const;

  /// Reads a value SQLite holds. Default: text as read() does, any other storage class is refused.
  virtual bool from_stored(const Value& stored, const Reading& cx, Value& out, Fault* why) const;

 protected:
  /// Reads a text that SQLite holds in a column of TEXT affinity: only the canonical text is what the type
  /// stores there. `wanted` says what else it would store: "an integer".
  bool read_canonical_text(std::string_view text, const Reading& cx, Value& out, const char* wanted,
                           Fault* why) const;

 private:
  std::string name_;
};

using TypePtr = std::shared_ptr<const Type>;

/// The integers in the parentheses after a type's name, as written.
using Modifiers = std::span<const std::int64_t>;

/// One family of types as registry.cpp lists it.
struct Family {
  const char* name;     // PostgreSQL's internal name: "int4", "numeric", "timestamptz"
  const char* display;  // format_type's spelling without modifiers: "integer", "timestamp with time zone"
  int max_modifiers;    // 0: a modifier is 42601
  /// Makes the type, or returns null and says why in `*why` (22023 for a modifier out of range).
  TypePtr (*make)(Modifiers modifiers, Fault* why);
};

/// All families, in a fixed order.
std::span<const Family* const> families();

/// The type a PostgreSQL type name with modifiers means: `numeric(10, 2)`, `TIMESTAMP(3) with time zone`,
/// `pg_catalog.int4`, `character varying`. Null: refused with 42704, 42601 or 22023 in `*why`.
/// A modifier may be written as that server's integers: 0x1F and 1_000 from 16 on.
TypePtr find_type(std::string_view name, Fault* why, int server_version = newest_server);

/// The type a column declared so on SQLite has (4-types.md 13); "" is "any value" and gives null with
/// `*why` untouched and `any` set. Null otherwise: the declared name means no type; `*why` says so.
TypePtr find_declared_type(std::string_view declared, bool* any, Fault* why);

/// SQLite's column affinity of a declared type (datatype3.html 3.1).
enum class Affinity { blob, text, numeric, integer, real };
Affinity affinity_of(std::string_view declared);

/// `value` (read by `type`) as a SQLite column of this affinity will hold it, storage class included.
/// False with 22003 and a hint when the affinity would change it: '1.50' in a NUMERIC json column, a
/// numeric of more than 15 digits. A numeric value may change its scale, never its value.
bool stored_form(const Type& type, Affinity affinity, const Value& value, const Reading& cx, Value& out,
                 Fault* why);

}  // namespace surerow
