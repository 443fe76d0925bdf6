// The values of the geometric types and the reader their input functions share. A value is a blob in the
// arena, doubles in the machine's order:
//   point    x, y                     (16 bytes)
//   lseg     first point, second      (32)
//   box      upper right, lower left  (32)
//   line     A, B, C                  (24)
//   circle   centre, radius           (24)
//   path     int32 1 when closed, 0 when open, 4 bytes of zero; then the points
//   polygon  the points
// point, lseg, box, line and circle are bit for bit what PostgreSQL stores.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/fault.h"
#include "common/value.h"

namespace surerow::geometry {

struct Point {
  double x = 0;
  double y = 0;
};

struct PathHead {
  std::int32_t closed = 0;
  std::int32_t unused = 0;
};

/// Why a text is no value of its type.
enum class Wrong : unsigned char {
  none,
  syntax,     // 22P02
  number,     // 22003, a coordinate is
  overflow,   // 22003, what is computed from coordinates is
  underflow,  // the same
  no_line,    // A and B are zero
  no_points,  // a line through one point
  too_many,   // 54000
};

/// A text on its way through a geometric input function. What reads returns false where the text is wrong;
/// fault() then says why. Blanks are taken before a number and behind it, where PostgreSQL takes them.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text), at_(text.data()), end_(text.data() + text.size()) {}

  void blanks();
  bool at(char c) const { return at_ < end_ && *at_ == c; }
  /// The character at the cursor is the only one of its kind in the rest.
  bool at_last(char c) const;
  /// Moves past `c`; false, and nothing moved, when it is not there.
  bool take(char c);
  /// Moves past `c`, or fails.
  bool expect(char c) { return take(c) || fail(Wrong::syntax); }
  /// What follows the blanks behind a '(' at the cursor is another '(': moves onto that one.
  bool take_outer();

  bool number(double& out);
  /// "x,y" or "(x,y)".
  bool pair(Point& out);
  /// `count` pairs with an optional comma behind each, in optional parentheses, or in brackets when `open` is
  /// not null: it is set when brackets were there.
  bool points(Point* out, std::size_t count, bool* open);
  /// Nothing may follow.
  bool finish() { return at_ == end_ || fail(Wrong::syntax); }
  /// The number of points that the commas of the text announce; 0: none, an even number of commas.
  std::size_t announced() const;

  /// Always false.
  bool fail(Wrong wrong);
  Fault fault(const char* type) const;

 private:
  bool closing(std::size_t depth, bool open);

  std::string_view text_;
  const char* at_;
  const char* end_;
  Wrong wrong_ = Wrong::none;
  std::string_view number_;  // what Wrong::number is about
};

/// Room for `count` points behind `head` bytes, which are zero; null: more than PostgreSQL can hold.
char* make_room(Arena& arena, std::size_t head, std::size_t count);

/// The `index`th double of a value.
double coordinate(std::string_view value, std::size_t index);

/// Appends "(x,y)".
void append_point(std::string_view value, std::size_t index, std::string& out);
/// Appends "(x,y),(x,y)" of all points from byte `from` on.
void append_points(std::string_view value, std::size_t from, std::string& out);

}  // namespace surerow::geometry
