// A type name as validators use it: what the core knows of it, and how SQLite's storage classes other than
// text are read as values of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/verdict.h"
#include "sqlite_ext/sqlite.h"

namespace surerow::sqlite {

class TypeSite {
 public:
  /// Throws a Refusal for a name that is no type.
  TypeSite(std::string_view name, int server_version);
  bool is_for(std::string_view name) const { return use_.is_for(name); }

  /// `value` is not NULL. An integer or real is read by its text, a blob as bytes where the type has them.
  bool valid(sqlite3_value* value, const Settings& settings, Fault* why) const;
  /// The canonical text, or nullopt with the reason in `*why`.
  std::optional<std::string> cast(sqlite3_value* value, const Settings& settings, Fault* why) const;
  /// Why the value is refused, as JSON (common/verdict.h), or nullopt.
  std::optional<std::string> error_info(sqlite3_value* value, const Settings& settings) const;

 private:
  TypeUse use_;
};

}  // namespace surerow::sqlite
