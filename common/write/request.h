// What a caller asks of a writer: which of the functions, and its arguments as text.
#pragma once

#include <cstdint>
#include <string_view>

namespace surerow {

/// sure_upsert, sure_insert, sure_update, sure_delete, sure_check_version, sure_etag; hold locks rows for the
/// operations of sure_apply that are to follow, where they exist, and writes nothing.
enum class Verb : std::uint8_t { upsert, insert, update, erase, check, etag, hold };

/// The verbs that name one row by its key; the others are given rows.
inline bool names_one_row(Verb verb) { return verb >= Verb::update && verb != Verb::hold; }

/// How PostgreSQL locks a row, weakest first: FOR SHARE, FOR NO KEY UPDATE, FOR UPDATE.
enum class Lock : std::uint8_t { none, share, write, write_key };

/// The SQL function of a verb.
const char* function_of(Verb verb);

/// A key argument: a JSON object of key columns, or the value of a one-column primary key. As plain text a
/// value stands for itself, as `json` it is a JSON scalar.
struct KeyText {
  std::string_view text;
  bool json = false;
};

/// One call. All texts are valid UTF-8 and outlive the writer.
struct Request {
  Verb verb = Verb::upsert;
  std::string_view rows = "{}";     // upsert, insert, hold: the rows; update: the changes
  KeyText key = {};                 // verbs that name one row
  std::string_view expected = {};   // update, erase, check: a version, or what sure_etag gave
  std::string_view columns = {};    // etag: a JSON list of columns; "": all
  std::string_view options = "{}";  // upsert, insert, update, erase, hold
};

}  // namespace surerow
