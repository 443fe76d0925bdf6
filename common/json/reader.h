// A pull reader over one JSON text (RFC 8259), exact: every byte is checked, numbers keep their digits,
// lone surrogates are left to the reader of the value, nesting is bounded. It copies nothing: items are
// views into the text. Errors are 22032 with the place (line, column) and what was expected.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "common/fault.h"
#include "common/value.h"

namespace surerow::json {

struct Wrong;

enum class Kind : unsigned char { null, boolean, number, string, array, object };

/// One value as it stands in the text.
struct Item {
  Kind kind = Kind::null;
  bool escaped = false;   // a string with at least one backslash
  std::string_view text;  // between the quotes of a string (still escaped), else the whole value
};

/// A syntax error: where, and what is wrong there.
struct Mistake {
  std::size_t offset = 0;
  const char* what = nullptr;  // null: none
};

/// Checks that `text` is exactly one JSON value, nested at most `max_depth` deep (arrays and objects count).
/// `too_deep` is set when that was the reason.
Mistake check(std::string_view text, int max_depth, bool* too_deep = nullptr);

class Reader {
 public:
  /// `name` is what an error calls the text: "rows", "options".
  Reader(std::string_view text, std::string_view name, int max_depth);

  /// The kind of the value that comes next; skips white space.
  Kind peek();
  /// Reads any value; arrays and objects whole, checked.
  Item value();
  /// Consumes '{' or '['; refuses anything else, saying that `expected` was wanted ("an object").
  void enter_object(const char* expected);
  void enter_array(const char* expected);
  /// Inside an object: the next member's name, its ':' consumed; false at the '}' (consumed).
  bool next_member(Item& name);
  /// Inside an array: true when an element follows; false at the ']' (consumed).
  bool next_element();
  /// Refuses anything but white space after the value.
  void finish();

  std::size_t size() const { return text_.size(); }
  std::size_t offset() const { return static_cast<std::size_t>(at_ - text_.data()); }
  /// Refuses with 22032 at `offset`.
  [[noreturn]] void fail(const char* what, std::size_t offset) const;

 private:
  [[noreturn]] void fail(const Wrong& wrong) const;
  void enter(char opening, const char* expected);
  bool next_in(char closing, const char* expected);
  const char* container(const char* start, Wrong& wrong) const;

  std::string_view text_;
  const char* at_;
  const char* end_;
  std::string_view name_;
  int depth_left_;
  int max_depth_;
  bool first_ = true;  // no comma is due before the next member or element
};

/// The text of a string item: the view itself when nothing is escaped, else unescaped into `arena`.
/// nullopt with the reason in `*why`: \u0000 (22P05) or a lone surrogate (22P02), as PostgreSQL's ->> refuses
/// them.
std::optional<std::string_view> unescape(const Item& item, Arena& arena, Fault* why);

/// Appends `text` as a JSON string in quotes, escaped as PostgreSQL's escape_json does: \" \\ \b \f \n \r \t
/// and \u00XX below 0x20; everything else as it is.
void append_string(std::string& out, std::string_view text);

}  // namespace surerow::json
