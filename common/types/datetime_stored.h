// What a date or time column of SQLite may hold. A plain INSERT stores any text, and the type's reader takes
// what PostgreSQL takes: 'January 8, 1999', 'yesterday'. But in the column such a text compares with no other
// as a date, SQLite's date functions do not know it, and 'now' would mean another day with every reader. So a
// stored text is taken only when it says its value by itself:
//   - ISO text as SQLite's date functions use it: 1999-01-08, 1999-01-08 04:05:06.789 (or T), 04:05, and for
//   a
//     timestamptz or timetz an offset as Z or +05:30; a timestamptz without one is in the zone of the
//     settings;
//   - the text surerow itself stores: infinity, 0044-03-15 BC, 12024-01-01, 04:05:06+02.
// All else that the reader takes is refused as a format error, with the text to store as the hint.
#pragma once

#include "common/types/type.h"

namespace surerow::datetime {

/// 1999-01-08
bool is_plain_date(std::string_view text);
/// 04:05, 04:05:06, 04:05:06.789; with `offset` followed by Z, +05:30 or -08:00.
bool is_plain_time(std::string_view text, bool offset);
/// 1999-01-08, alone or with ' ' or 'T' and a plain time; with `offset` that may have one.
bool is_plain_timestamp(std::string_view text, bool offset);

/// A type whose values SQLite holds as said above.
class StoredMoment : public Type {
 public:
  /// `called`: the type as PostgreSQL's input function calls it.
  StoredMoment(std::string name, const char* called) : Type(std::move(name)), called_(called) {}

  bool from_stored(const Value& stored, const Reading& cx, Value& out, Fault* why) const override;

 protected:
  const char* called() const { return called_; }

 private:
  /// Whether the look of `text` is one that SQLite's date functions use.
  virtual bool is_plain(std::string_view text) const = 0;

  const char* called_;
};

}  // namespace surerow::datetime
