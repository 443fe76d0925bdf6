// What a type says of a text, as one string a test can pin: the canonical text, or "SQLSTATE message".
#pragma once

#include <string>
#include <string_view>

#include "common/types/type.h"

namespace surerow::test {

inline std::string refusal(const Fault& why) {
  return std::string(entry(why.code).sqlstate) + " " + why.message;
}

/// One type under test, with memory for its values.
class Subject {
 public:
  explicit Subject(std::string_view name) : type_(find_type(name, nullptr)) {}

  const Type& type() const { return *type_; }
  Reading cx() { return {settings_, arena_}; }
  Settings& settings() { return settings_; }

  /// The canonical text of `text`, or the refusal.
  std::string read(std::string_view text) {
    Value value;
    Fault why;
    return type_->read(text, cx(), value, &why) ? printed(value) : refusal(why);
  }

  /// As to_json renders it.
  std::string json(std::string_view text) {
    Value value;
    Fault why;
    if (!type_->read(text, cx(), value, &why)) return refusal(why);
    std::string out;
    type_->print_json(value, settings_, out);
    return out;
  }

  /// The canonical text of what SQLite holds, or the refusal.
  std::string from_stored(const Value& stored) {
    Value value;
    Fault why;
    return type_->from_stored(stored, cx(), value, &why) ? printed(value) : refusal(why);
  }

  /// What SQLite is given for `text`.
  Value stored(std::string_view text) {
    Value value;
    return type_->read(text, cx(), value, nullptr) ? type_->to_stored(value, cx()) : Value();
  }

 private:
  std::string printed(const Value& value) {
    std::string out;
    type_->print(value, settings_, out);
    return out;
  }

  Settings settings_;
  Arena arena_;
  TypePtr type_;
};

/// A subject of PostgreSQL 15; `now` is 2024-07-05 12:34:56.789.
struct Pg15 : Subject {
  explicit Pg15(std::string_view type) : Subject(type) {
    settings().server_version = 15;
    settings().now = 773'498'096'789'000;
  }
};

}  // namespace surerow::test
