// name, cut to 63 bytes and never refused, and "char", one byte: the two text types of PostgreSQL's catalogs.
#include <algorithm>

#include "common/types/canonical.h"
#include "common/types/families.h"

namespace surerow {
namespace {

constexpr std::size_t longest_name = 63;  // NAMEDATALEN - 1

class Name final : public CanonicalText {
 public:
  using CanonicalText::CanonicalText;

  std::string accepts() const override { return "Any text; what is beyond 63 bytes is cut away."; }

  bool read(std::string_view text, const Reading&, Value& out, Fault*) const override {
    std::size_t size = std::min(text.size(), longest_name);
    const auto continues = [&] { return (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80; };
    while (size < text.size() && size > 0 && continues()) --size;
    out = Value::text(text.substr(0, size));
    return true;
  }
};

// The value is the byte. A byte above 0x7f is no text of its own: it is written \ooo, and read so too.
class Char final : public Type {
 public:
  using Type::Type;

  bool read(std::string_view text, const Reading&, Value& out, Fault*) const override {
    const auto octal = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '7'; };
    if (text.size() == 4 && text[0] == '\\' && octal(1) && octal(2) && octal(3)) {
      const int code = (text[1] - '0') << 6 | (text[2] - '0') << 3 | (text[3] - '0');
      out = Value::integer(code & 0xff);
    } else {
      out = Value::integer(text.empty() ? 0 : static_cast<unsigned char>(text[0]));
    }
    return true;
  }

  std::string accepts() const override {
    return "Any text; only its first byte is kept, which may be written in octal, as in \\351.";
  }

  void print(const Value& value, const Settings&, std::string& out) const override {
    const auto byte = static_cast<int>(value.integer());
    if (byte >= 0x80) {
      out += '\\';
      for (const int shift : {6, 3, 0}) out += static_cast<char>('0' + (byte >> shift & 7));
    } else if (byte != 0) {
      out += static_cast<char>(byte);
    }
  }
};

}  // namespace

const Family name_family{"name", "name", 0,
                         [](Modifiers, Fault*) -> TypePtr { return std::make_shared<Name>("name"); }};
const Family char_family{"char", "\"char\"", 0,
                         [](Modifiers, Fault*) -> TypePtr { return std::make_shared<Char>("\"char\""); }};

}  // namespace surerow
