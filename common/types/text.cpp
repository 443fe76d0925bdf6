// text, varchar(n), char(n) and bpchar. Lengths are code points. Blanks (U+0020 only) beyond n are cut,
// anything else beyond n is refused; char(n) is padded with blanks to n. Values are views of the input,
// except where padding needs room.
#include <fmt/format.h>

#include <cstring>

#include "common/types/canonical.h"
#include "common/types/families.h"

namespace surerow {
namespace {

constexpr std::int64_t longest = 10485760;  // MaxAttrSize

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// How much of `text` its first `limit` code points take, and how many code points that is.
struct Head {
  std::size_t bytes;
  std::size_t points;
};
Head head(std::string_view text, std::size_t limit) {
  std::size_t at = 0;
  std::size_t points = 0;
  while (at < text.size()) {
    if (!continues(text[at])) {
      if (points == limit) break;
      ++points;
    }
    ++at;
  }
  return {at, points};
}

class Text : public CanonicalText {
 public:
  using CanonicalText::CanonicalText;

  std::string accepts() const override { return "Any text."; }

  bool read(std::string_view text, const Reading&, Value& out, Fault*) const override {
    out = Value::text(text);
    return true;
  }
};

// Text of at most `limit` code points.
class Limited : public Text {
 public:
  Limited(std::string name, std::size_t limit) : Text(std::move(name)), limit_(limit) {}

  bool read(std::string_view text, const Reading&, Value& out, Fault* why) const override {
    Head fits{};
    return fit(text, fits, out, why);
  }

  std::string accepts() const override {
    return fmt::format("A text of at most {} characters; blanks beyond are cut away.", limit_);
  }

 protected:
  bool fit(std::string_view text, Head& fits, Value& out, Fault* why) const {
    fits = head(text, limit_);
    const std::size_t beyond = text.find_first_not_of(' ', fits.bytes);
    if (beyond != text.npos) {
      if (why != nullptr) *why = faults::too_long(name());
      if (why != nullptr) why->offset = beyond;
      return false;
    }
    out = Value::text(text.substr(0, fits.bytes));
    return true;
  }

  std::size_t limit_;
};

// Short texts of varchar(n) need no counting: a byte is at most one code point.
class Varchar final : public Limited {
 public:
  using Limited::Limited;

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    if (text.size() > limit_) return Limited::read(text, cx, out, why);
    out = Value::text(text);
    return true;
  }
};

class Padded final : public Limited {
 public:
  using Limited::Limited;

  std::string accepts() const override {
    return fmt::format("A text of at most {} characters; blanks fill it up, blanks beyond are cut away.",
                       limit_);
  }

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    Head fits{};
    if (!fit(text, fits, out, why)) return false;
    if (fits.points == limit_) return true;
    const std::size_t size = fits.bytes + limit_ - fits.points;
    auto* room = static_cast<char*>(cx.arena.allocate(size, 1));
    std::memcpy(room, text.data(), fits.bytes);
    std::memset(room + fits.bytes, ' ', size - fits.bytes);
    out = Value::text({room, size});
    return true;
  }
};

// `called` is what PostgreSQL's messages call the family.
bool check_length(std::int64_t length, const char* called, Fault* why) {
  if (length >= 1 && length <= longest) return true;
  if (why != nullptr) {
    *why = {Code::invalid_parameter_value,
            length < 1 ? fmt::format("length for type {} must be at least 1", called)
                       : fmt::format("length for type {} cannot exceed {}", called, longest),
            {},
            {}};
  }
  return false;
}

TypePtr make_text(Modifiers, Fault*) { return std::make_shared<Text>("text"); }

TypePtr make_varchar(Modifiers modifiers, Fault* why) {
  if (modifiers.empty()) return std::make_shared<Text>("character varying");
  if (!check_length(modifiers[0], "varchar", why)) return nullptr;
  return std::make_shared<Varchar>(fmt::format("character varying({})", modifiers[0]), modifiers[0]);
}

TypePtr make_bpchar(Modifiers modifiers, Fault* why) {
  if (modifiers.empty()) return std::make_shared<Text>("bpchar");
  if (!check_length(modifiers[0], "char", why)) return nullptr;
  return std::make_shared<Padded>(fmt::format("character({})", modifiers[0]), modifiers[0]);
}

}  // namespace

const Family text_family{"text", "text", 0, make_text};
const Family varchar_family{"varchar", "character varying", 1, make_varchar};
const Family bpchar_family{"bpchar", "bpchar", 1, make_bpchar};

}  // namespace surerow
