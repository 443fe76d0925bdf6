// The validators: bytes are judged before the type is asked, since PostgreSQL never shows NUL or invalid
// UTF-8 to an input function.
#include "common/verdict.h"

#include <algorithm>

#include "common/json/reader.h"

namespace surerow {
namespace {

void append_member(std::string& out, std::string_view name, std::string_view text) {
  out += out.empty() ? '{' : ',';
  json::append_string(out, name);
  out += ':';
  if (text.empty())
    out += "null";
  else
    json::append_string(out, text);
}

// Which character of `text`, from 1, the byte at `offset` belongs to.
std::size_t position_in(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  return 1 + static_cast<std::size_t>(std::count_if(before.begin(), before.end(), [](char c) {
           return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
         }));
}

// The memory for one verdict, given back when it is over.
class Borrowed {
 public:
  explicit Borrowed(Scratch& scratch) : scratch_(scratch) {}
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;
  ~Borrowed() { scratch_.arena.release(); }
  Arena& arena() const { return scratch_.arena; }

 private:
  Scratch& scratch_;
};

TypePtr known_type(std::string_view name, int server_version) {
  Fault why;
  TypePtr type = find_type(name, &why, server_version);
  if (type == nullptr) refuse(std::move(why));
  return type;
}

}  // namespace

bool well_encoded(std::string_view text, Fault* why) {
  const std::size_t bad = find_bad_utf8(text);
  if (bad == std::string_view::npos) return true;
  if (why != nullptr) {
    *why = text[bad] == '\0' ? faults::nul_character() : faults::invalid_utf8(text, bad);
    why->offset = bad;
  }
  return false;
}

TypeUse::TypeUse(std::string_view name, int server_version, Bytes bytes)
    : name_(name),
      type_(known_type(name, server_version)),
      bytes_(bytes),
      scratch_(std::make_unique<Scratch>()) {}

bool TypeUse::valid(std::string_view text, const Settings& settings, Fault* why) const {
  if (bytes_ == Bytes::unchecked && !well_encoded(text, why)) return false;
  const Borrowed memory(*scratch_);
  Value value;
  return type_->read(text, {settings, memory.arena()}, value, why);
}

std::optional<std::string> TypeUse::cast(std::string_view text, const Settings& settings, Fault* why) const {
  if (bytes_ == Bytes::unchecked && !well_encoded(text, why)) return std::nullopt;
  const Borrowed memory(*scratch_);
  Value value;
  if (!type_->read(text, {settings, memory.arena()}, value, why)) return std::nullopt;
  std::optional<std::string> out(std::in_place);
  type_->print(value, settings, *out);
  return out;
}

std::string error_info(const Fault& fault, std::string_view text, const Type& type) {
  std::string out;
  append_member(out, "sqlstate", entry(fault.code).sqlstate);
  append_member(out, "message", fault.message);
  append_member(out, "detail", fault.detail);
  append_member(out, "hint", fault.hint);
  out += ",\"position\":";
  out += fault.offset > text.size() ? "null" : std::to_string(position_in(text, fault.offset));
  append_member(out, "accepts", type.accepts());
  out += '}';
  return out;
}

}  // namespace surerow
