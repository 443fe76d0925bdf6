// json and jsonb as PostgreSQL reads and prints them (manual chapter 8.14). json keeps its text byte for
// byte; jsonb is its canonical text. Nesting is bounded by a setting, never by the stack.
#include "common/json/canonical.h"
#include "common/types/families.h"

namespace surerow {
namespace {

class JsonText : public Type {
 public:
  using Type::Type;

  void print(const Value& value, const Settings&, std::string& out) const override { out += value.text(); }
  void print_json(const Value& value, const Settings&, std::string& out) const override {
    out += value.text();
  }
  Value to_stored(const Value& value, const Reading&) const override { return value; }

 protected:
  static json::Rules rules(const Reading& cx, bool jsonb) {
    return {jsonb, cx.settings.max_depth, cx.settings.server_version};
  }
};

class Json final : public JsonText {
 public:
  using JsonText::JsonText;

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    bool too_deep = false;
    const json::Mistake mistake = json::check(text, cx.settings.max_depth, &too_deep);
    if (mistake.what == nullptr) {
      out = Value::text(text);
      return true;
    }
    if (why == nullptr) return false;
    const auto reason = too_deep ? json::Refused::Why::depth : json::Refused::Why::syntax;
    *why = json::fault_of({.why = reason, .mistake = mistake}, text, rules(cx, false));
    return false;
  }

  std::string accepts() const override { return "A JSON text (RFC 8259)."; }
};

class Jsonb final : public JsonText {
 public:
  using JsonText::JsonText;

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    json::Refused refused;
    const std::string_view canonical =
        json::canonical(text, json::Form::jsonb, cx.settings.max_depth, cx.arena, refused);
    if (refused.why == json::Refused::Why::none) {
      out = Value::text(canonical);
      return true;
    }
    if (why != nullptr) *why = json::fault_of(refused, text, rules(cx, true));
    return false;
  }

  std::string accepts() const override {
    return "A JSON text (RFC 8259) without \\u0000, lone surrogates and numbers that numeric cannot hold.";
  }
};

}  // namespace

const Family json_family = {"json", "json", 0,
                            [](Modifiers, Fault*) -> TypePtr { return std::make_shared<Json>("json"); }};
const Family jsonb_family = {"jsonb", "jsonb", 0,
                             [](Modifiers, Fault*) -> TypePtr { return std::make_shared<Jsonb>("jsonb"); }};

}  // namespace surerow
