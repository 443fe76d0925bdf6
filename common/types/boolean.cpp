// boolean: any unique prefix of true, false, yes, no, on, off, in any case, or 1 or 0, blanks around it.
// Stored by SQLite as the integers 0 and 1; any other integer is refused there.
#include "common/types/families.h"
#include "common/types/scan.h"

namespace surerow {
namespace {

bool begins(std::string_view word, std::string_view text) {
  return text.size() <= word.size() && scan::same_word(word.substr(0, text.size()), text);
}

// 1, 0, or -1 for neither; `text` is trimmed and not empty.
int truth(std::string_view text) {
  switch (text[0]) {
    case 't':
    case 'T': return begins("true", text) ? 1 : -1;
    case 'f':
    case 'F': return begins("false", text) ? 0 : -1;
    case 'y':
    case 'Y': return begins("yes", text) ? 1 : -1;
    case 'n':
    case 'N': return begins("no", text) ? 0 : -1;
    case 'o':
    case 'O':
      if (text.size() < 2) return -1;
      return begins("on", text) ? 1 : begins("off", text) ? 0 : -1;
    case '1': return text.size() == 1 ? 1 : -1;
    case '0': return text.size() == 1 ? 0 : -1;
    default: return -1;
  }
}

class Boolean final : public Type {
 public:
  using Type::Type;

  bool read(std::string_view text, const Reading&, Value& out, Fault* why) const override {
    const std::string_view word = scan::trim(text);
    const int verdict = word.empty() ? -1 : truth(word);
    if (verdict < 0) {
      if (why != nullptr) *why = faults::invalid_input("boolean", text);
      return false;
    }
    out = Value::boolean(verdict == 1);
    return true;
  }

  std::string accepts() const override {
    return "true, yes, on, 1, false, no, off or 0, in any case; words may be cut short while they are "
           "unique.";
  }

  void print(const Value& value, const Settings&, std::string& out) const override {
    out += value.integer() != 0 ? 't' : 'f';
  }

  void print_json(const Value& value, const Settings&, std::string& out) const override {
    out += value.integer() != 0 ? "true" : "false";
  }

  Value to_stored(const Value& value, const Reading&) const override {
    return Value::integer(value.integer());
  }

  bool from_stored(const Value& stored, const Reading& cx, Value& out, Fault* why) const override {
    if (stored.kind() == Value::Kind::text) return read_digit(stored.text(), out, why);
    const bool number = stored.kind() == Value::Kind::integer || stored.kind() == Value::Kind::boolean;
    if (!number) return Type::from_stored(stored, cx, out, why);
    if (stored.integer() == 0 || stored.integer() == 1) {
      out = Value::boolean(stored.integer() == 1);
      return true;
    }
    if (why != nullptr) *why = faults::invalid_input("boolean", std::to_string(stored.integer()));
    return false;
  }

 private:
  // What a column of TEXT affinity makes of 0 and 1; to SQLite every other text, 'true' among them, is false.
  static bool read_digit(std::string_view text, Value& out, Fault* why) {
    if (text == "0" || text == "1") {
      out = Value::boolean(text == "1");
      return true;
    }
    if (why != nullptr) {
      *why = faults::invalid_input("boolean", text);
      why->detail = "The stored value is a text, not 0 or 1.";
    }
    return false;
  }
};

}  // namespace

const Family bool_family{"bool", "boolean", 0,
                         [](Modifiers, Fault*) -> TypePtr { return std::make_shared<Boolean>("boolean"); }};

}  // namespace surerow
