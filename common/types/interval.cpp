// The family interval [fields] [(p)]: which reader a text goes to, the words of a refusal, the modifiers.
// The stored form on SQLite is always that of style postgres, whatever the session prints.
#include "common/types/interval.h"

#include "common/types/families.h"

namespace surerow {
namespace {

using namespace interval;

class IntervalType final : public Type {
 public:
  explicit IntervalType(const Scope& scope) : Type("interval" + scope.suffix()), scope_(scope) {}

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    const int version = cx.settings.server_version;
    Span span;
    Refused refused{Outcome::ok};
    if (!read_plain(text, cx.settings, span)) refused = read_any(text, cx.settings, span);
    if (refused.outcome == Outcome::ok && !scope_.apply(span, version)) refused = {Outcome::out_of_range};
    if (refused.outcome != Outcome::ok) {
      if (why != nullptr) *why = fault_of(refused, text);
      return false;
    }
    out = pack(span, cx.arena);
    return true;
  }

  void print(const Value& value, const Settings& settings, std::string& out) const override {
    interval::print(unpack(value), settings.interval_style, settings.server_version, out);
  }

  Value to_stored(const Value& value, const Reading& cx) const override {
    std::string text;
    interval::print(unpack(value), storage_settings().interval_style, cx.settings.server_version, text);
    return Value::text(keep(cx.arena, text));
  }

  /// A stored text means the same to every session: sql_standard alone would give it other signs.
  bool from_stored(const Value& stored, const Reading& cx, Value& out, Fault* why) const override {
    if (cx.settings.interval_style != Settings::IntervalStyle::sql_standard)
      return Type::from_stored(stored, cx, out, why);
    Settings settings = cx.settings;
    settings.interval_style = storage_settings().interval_style;
    return Type::from_stored(stored, {settings, cx.arena}, out, why);
  }

  std::string accepts() const override {
    return "An amount of time with its units, as 1 year 2 mons 3 days 04:05:06 or P1Y2M3DT4H5M6S.";
  }

 private:
  Refused read_any(std::string_view text, const Settings& settings, Span& out) const {
    const Refused fields = read_fields(text, settings, scope_, out);
    if (fields.outcome != Outcome::bad_format) return fields;
    const Refused iso = read_iso(text, out);
    // Of a text that is neither form, the place where the likelier one ends.
    return iso.outcome == Outcome::bad_format && !text.starts_with('P') ? fields : iso;
  }

  static Fault fault_of(const Refused& refused, std::string_view text) {
    Fault fault;
    switch (refused.outcome) {
      case Outcome::field_overflow:
        fault.code = Code::interval_field_overflow;
        fault.message = "interval field value out of range: " + shown(text);
        break;
      case Outcome::out_of_range:
        fault.code = Code::datetime_field_overflow;
        fault.message = "interval out of range";
        break;
      default: fault = faults::invalid_datetime("interval", text); break;
    }
    fault.offset = refused.offset;
    return fault;
  }

  Scope scope_;
};

TypePtr make_interval(Modifiers modifiers, Fault* why) {
  Scope scope;
  if (!scope.set(modifiers, why)) return nullptr;
  return std::make_shared<IntervalType>(scope);
}

}  // namespace

const Family interval_family{"interval", "interval", 2, make_interval};

}  // namespace surerow
