// Values of SQLite as the validators read them. A real is read by its shortest exact digits, not by the 15
// digits that SQLite prints.
#include "sqlite_ext/type_site.h"

#include "sqlite_ext/values.h"

namespace surerow::sqlite {
namespace {

const Type& double_type() {
  static const TypePtr type = find_type("float8", nullptr);
  return *type;
}

}  // namespace

TypeSite::TypeSite(std::string_view name, int server_version) : use_(name, server_version) {}

bool TypeSite::valid(sqlite3_value* value, const Settings& settings, Fault* why) const {
  switch (sqlite3_value_type(value)) {
    case SQLITE_FLOAT: {
      std::string digits;
      double_type().print(Value::real(sqlite3_value_double(value)), settings, digits);
      return use_.valid(digits, settings, why);
    }
    case SQLITE_BLOB: {
      Arena arena;
      Value out;
      return use_.type().from_stored(Value::blob(bytes_of(value)), {settings, arena}, out, why);
    }
    default: return use_.valid(text_of(value), settings, why);
  }
}

std::optional<std::string> TypeSite::cast(sqlite3_value* value, const Settings& settings, Fault* why) const {
  switch (sqlite3_value_type(value)) {
    case SQLITE_FLOAT: {
      std::string digits;
      double_type().print(Value::real(sqlite3_value_double(value)), settings, digits);
      return use_.cast(digits, settings, why);
    }
    case SQLITE_BLOB: {
      Arena arena;
      Value out;
      if (!use_.type().from_stored(Value::blob(bytes_of(value)), {settings, arena}, out, why))
        return std::nullopt;
      std::string text;
      use_.type().print(out, settings, text);
      return text;
    }
    default: return use_.cast(text_of(value), settings, why);
  }
}

std::optional<std::string> TypeSite::error_info(sqlite3_value* value, const Settings& settings) const {
  const bool has_text = sqlite3_value_type(value) == SQLITE_TEXT;
  Fault why;
  if (valid(value, settings, &why)) return std::nullopt;
  return surerow::error_info(why, has_text ? text_of(value) : std::string_view(), use_.type());
}

}  // namespace surerow::sqlite
