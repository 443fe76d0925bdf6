// The looks of stored dates and times, and the refusal of all others. Only the look is judged here: whether
// there is such a day is for the type's reader.
#include "common/types/datetime_stored.h"

#include "common/types/scan.h"

namespace surerow::datetime {
namespace {

/// Takes a text that looks like `pattern`, in which 0 stands for any digit, off the start of `text`.
bool take(std::string_view& text, std::string_view pattern) {
  if (text.size() < pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (pattern[i] == '0' ? !scan::is_digit(text[i]) : text[i] != pattern[i]) return false;
  text.remove_prefix(pattern.size());
  return true;
}

bool take_time(std::string_view& text) {
  if (!take(text, "00:00")) return false;
  if (!text.starts_with(':')) return true;
  if (text.size() > 1 && text[1] == '6') return false;  // SQLite knows no leap second
  if (!take(text, ":00")) return false;
  if (!text.starts_with('.')) return true;
  if (!take(text, ".0")) return false;
  while (take(text, "0")) continue;
  return true;
}

bool take_offset(std::string_view& text) {
  return take(text, "Z") || take(text, "+00:00") || take(text, "-00:00");
}

}  // namespace

bool is_plain_date(std::string_view text) { return take(text, "0000-00-00") && text.empty(); }

bool is_plain_time(std::string_view text, bool offset) {
  return take_time(text) && (!offset || take_offset(text)) && text.empty();
}

bool is_plain_timestamp(std::string_view text, bool offset) {
  if (!take(text, "0000-00-00")) return false;
  if (text.empty()) return true;
  if (!take(text, " ") && !take(text, "T")) return false;
  return take_time(text) && (text.empty() || (offset && take_offset(text) && text.empty()));
}

bool StoredMoment::from_stored(const Value& stored, const Reading& cx, Value& out, Fault* why) const {
  if (!Type::from_stored(stored, cx, out, why)) return false;
  if (is_plain(stored.text())) return true;
  const Value form = to_stored(out, cx);
  if (form.text() == stored.text()) return true;
  if (why != nullptr) {
    *why = faults::invalid_datetime(called_, stored.text());
    why->hint = "Store it as " + std::string(form.text()) + ".";
  }
  return false;
}

}  // namespace surerow::datetime
