// Array texts as PostgreSQL 17 and later read them: bounds, then one pass over the tokens in which elements
// are read as they come. The first element fixes the number of dimensions, the first of the sub-arrays of a
// level fixes their size. Elements go straight into the packed value; nothing is allocated for one.
#include <algorithm>
#include <limits>

#include "common/types/array_parts.h"
#include "common/types/scan.h"

namespace surerow::arrays {
namespace {

using Kind = Token::Kind;
using Int = std::numeric_limits<std::int32_t>;

constexpr int most = ArrayShape::most_dimensions;

bool too_many_dimensions(const Source& source, const char* at) {
  return source.refuse(Code::program_limit_exceeded,
                       "number of array dimensions exceeds the maximum allowed (6)", at);
}

class Reader {
 public:
  explicit Reader(const Source& source) : source_(source), at_(source.begin()), packer_(packer_for(source)) {}

  bool run(Value& out) {
    if (!bounds() || !contents()) return false;
    for (; at_ < source_.end(); ++at_)
      if (!scan::is_space(*at_)) return source_.malformed("Junk after closing right brace.", at_);
    if (elements_ == 0) {
      out = empty(source_.cx.arena);
      return true;
    }
    for (int i = 0; i < shape_.dimensions && !bounds_given_; ++i) shape_.lower[i] = 1;
    for (int i = shape_.dimensions; i < most; ++i) shape_.size[i] = 0;
    out = finish(packer_, shape_);
    return true;
  }

 private:
  void skip_space() {
    while (at_ < source_.end() && scan::is_space(*at_)) ++at_;
  }
  bool next_is(char c) const { return at_ < source_.end() && *at_ == c; }

  bool bound(std::int32_t& value, const char* detail) {
    const char* const from = at_;
    const std::int64_t number = read_long(at_, source_.end());
    if (number > Int::max() || number < Int::min())
      return source_.refuse(Code::program_limit_exceeded, "array bound is out of integer range", from);
    value = static_cast<std::int32_t>(number);
    return at_ != from || source_.malformed(detail, from);
  }

  // [u] or [l:u], the brackets included.
  bool dimension() {
    if (shape_.dimensions == most) return too_many_dimensions(source_, at_);
    const char* const from = at_ + 1;
    std::int32_t lower = 1;
    std::int32_t upper = 0;
    const auto read_bound = [this](std::int32_t& value, const char* detail) { return bound(value, detail); };
    if (!read_bounds(source_, at_, read_bound, lower, upper)) return false;
    if (upper == Int::max())
      return source_.refuse(Code::program_limit_exceeded, "array upper bound is too large: 2147483647", from);
    const std::int64_t size = std::int64_t{upper} - lower + 1;
    if (size > Int::max()) return source_.too_large(most_elements);
    shape_.size[shape_.dimensions] = static_cast<std::int32_t>(size);
    shape_.lower[shape_.dimensions++] = lower;
    return true;
  }

  bool bounds() {
    for (skip_space(); next_is('['); skip_space())
      if (!dimension()) return false;
    bounds_given_ = shape_.dimensions > 0;
    if (!bounds_given_) {
      std::fill(std::begin(shape_.size), std::end(shape_.size), -1);
      return next_is('{') ||
             source_.malformed("Array value must start with \"{\" or dimension information.", at_);
    }
    if (!next_is('=')) return source_.malformed("Missing \"=\" after array dimensions.", at_);
    ++at_;
    skip_space();
    return next_is('{') || source_.malformed("Array contents must start with \"{\".", at_);
  }

  bool contents() {
    bool frozen = bounds_given_;  // no deeper level may appear
    do {
      const Token token = next_token(source_, at_);
      switch (token.kind) {
        case Kind::wrong: return source_.malformed(token.detail, at_);
        case Kind::open:
          if (!open(frozen)) return false;
          break;
        case Kind::close:
          if (!close()) return false;
          break;
        case Kind::delimiter:
          if (!after_value_) return source_.malformed(unexpected(source_.type.delimiter()), at_ - 1);
          after_value_ = false;
          break;
        default:
          if (!element(token)) return false;
          frozen = true;
      }
    } while (level_ > 0);
    return true;
  }

  bool open(bool frozen) {
    if (after_value_) return source_.malformed(unexpected('{'), at_ - 1);
    if (level_ == most) return too_many_dimensions(source_, at_ - 1);
    count_[level_++] = 0;
    if (level_ <= shape_.dimensions) return true;
    if (frozen) return mismatch();
    shape_.dimensions = level_;
    return true;
  }

  bool close() {
    if (count_[level_ - 1] > 0 && !after_value_) return source_.malformed(unexpected('}'), at_ - 1);
    --level_;
    if (level_ > 0) ++count_[level_ - 1];
    std::int32_t& size = shape_.size[level_];
    if (size < 0) size = count_[level_];
    after_value_ = true;
    return size == count_[level_] || mismatch();
  }

  bool element(const Token& token) {
    if (after_value_) return source_.malformed("Unexpected array element.", at_);
    if (elements_ == most_elements) return source_.too_large(most_elements);
    Value value;
    if (token.kind == Kind::element && !read_element(source_, token.text, value)) return false;
    if (!packer_.append(value)) return source_.too_large(Packer::most_bytes);
    ++elements_;
    if (level_ != shape_.dimensions) return mismatch();
    ++count_[level_ - 1];
    after_value_ = true;
    return true;
  }

  bool mismatch() const {
    return source_.malformed(bounds_given_
                                 ? "Specified array dimensions do not match array contents."
                                 : "Multidimensional arrays must have sub-arrays with matching dimensions.",
                             at_ - 1);
  }

  const Source& source_;
  const char* at_;
  Packer packer_;
  ArrayShape shape_;
  bool bounds_given_ = false;
  bool after_value_ = false;  // a delimiter or a closing brace is due
  int level_ = 0;
  std::int32_t count_[most] = {};  // elements or sub-arrays of the open level so far
  std::int64_t elements_ = 0;
};

}  // namespace

bool read_17(const Source& source, Value& out) { return Reader(source).run(out); }

}  // namespace surerow::arrays
