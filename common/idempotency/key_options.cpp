// Options without a key are the common case: they are looked through, not read. Where there is one, all are
// read and what is not of the key is copied as it stands.
#include "common/idempotency/key_options.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/fault.h"

namespace surerow {
namespace {

constexpr std::size_t most_characters = 255;

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

[[noreturn]] void refuse_text(std::string_view what, std::string_view wanted, std::string_view got,
                              std::string detail) {
  refuse({Code::invalid_parameter_value,
          fmt::format("{} must be {}, not {}", what, wanted, shown(got)),
          std::move(detail),
          {}});
}

void require_text(std::string_view text, std::string_view what, std::size_t least) {
  const std::size_t count = characters(text);
  if (count < least || count > most_characters)
    refuse_text(what, fmt::format("a text of {} to {} characters", least, most_characters), text,
                fmt::format("It has {} characters.", count));
  const auto* const control = std::find_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  if (control == text.end()) return;
  const std::size_t at = characters({text.begin(), control}) + 1;
  refuse_text(what, "a text without control characters", text,
              fmt::format("Character {} is U+{:04X}.", at, static_cast<unsigned>(*control)));
}

// A name may be written with escapes: then only reading tells.
bool may_have_key(std::string_view options) {
  const auto has = [&](std::string_view part) { return options.find(part) != std::string_view::npos; };
  return options.size() > 2 &&
         (std::any_of(key_option_names.begin(), key_option_names.end(), has) || has("\\"));
}

class Splitter {
 public:
  Splitter(std::string_view options, std::string_view function) : options_(options), in_(options, function) {}

  std::optional<SplitOptions> split() {
    for (std::size_t before = in_.json().offset(); in_.next(); before = in_.json().offset()) read(before);
    if (!has_key_ && !needs_key_.empty())
      refuse({Code::invalid_parameter_value,
              fmt::format("option {} is for calls with \"idempotency_key\"", shown(needs_key_)),
              {},
              {}});
    if (!has_key_) return std::nullopt;
    if (dry_run_)
      refuse({Code::invalid_parameter_value,
              "options \"dry_run\" and \"idempotency_key\" exclude each other",
              {},
              {}});
    out_.rest += out_.rest.empty() ? "{}" : "}";
    return std::move(out_);
  }

 private:
  // The option at hand; `before` is where the one before it ended.
  void read(std::size_t before) {
    if (in_.name() == "idempotency_key") {
      out_.key.key = in_.text("a text");
      require_key(out_.key.key, "option \"idempotency_key\"");
      has_key_ = true;
    } else if (in_.name() == "scope") {
      out_.key.scope = read_scope(in_);
      needs_key_ = in_.name();
    } else if (in_.name() == "ttl_ms") {
      out_.key.ttl_ms = read_ttl(in_);
      needs_key_ = in_.name();
    } else {
      keep(before);
    }
  }

  void keep(std::size_t before) {
    const json::Item item = in_.json().value();
    dry_run_ =
        dry_run_ || (in_.name() == "dry_run" && item.kind == json::Kind::boolean && item.text == "true");
    const std::string_view member = options_.substr(before, in_.json().offset() - before);
    out_.rest += out_.rest.empty() ? '{' : ',';
    out_.rest += member.substr(member.find('"'));
  }

  std::string_view options_;
  OptionReader in_;
  SplitOptions out_;
  bool has_key_ = false;
  bool dry_run_ = false;
  std::string needs_key_;
};

}  // namespace

std::optional<SplitOptions> split_key_options(std::string_view options, std::string_view function) {
  if (!may_have_key(options)) return std::nullopt;
  return Splitter(options, function).split();
}

void require_key(std::string_view key, std::string_view what) { require_text(key, what, 1); }

void require_scope(std::string_view scope, std::string_view what) { require_text(scope, what, 0); }

std::string read_scope(OptionReader& in) {
  std::string scope = in.text("a text");
  require_scope(scope, "option \"scope\"");
  return scope;
}

std::int64_t read_ttl(OptionReader& in) { return in.integer(1, KeyOptions::most_ttl_ms); }

}  // namespace surerow
