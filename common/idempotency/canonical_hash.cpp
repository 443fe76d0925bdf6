// Whatever is read by parts has been checked as a whole before, so that a part can only lack a canonical
// form; where it lies in the argument is known for the refusal. Each level read by parts costs one more pass
// over the text, so only the outer ones are.
#include "common/idempotency/canonical_hash.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "common/json/canonical.h"
#include "common/json/place.h"

namespace surerow {
namespace {

using json::Refused;

constexpr std::size_t part_size = 65536;    // bytes that are read as one tree
constexpr std::size_t most_members = 1000;  // of an object that is read by member
constexpr int most_levels = 8;

std::string_view between(const char* from, const char* to) {
  return {from, static_cast<std::size_t>(to - from)};
}

// The JSON text of an item, quotes included.
std::string_view whole(const json::Item& item) {
  if (item.kind != json::Kind::string) return item.text;
  return between(item.text.data() - 1, item.text.data() + item.text.size() + 1);
}

class Argument {
 public:
  Argument(std::string_view text, std::string_view name, int max_depth)
      : text_(text), name_(name), max_depth_(max_depth) {}

  /// The canonical text of `part`, in `arena`. `origin`: where in the argument the part begins.
  std::string_view canonical(std::string_view part, std::size_t origin, Arena& arena) const {
    Refused refused;
    const std::string_view out = json::canonical(part, json::Form::rfc8785, max_depth_, arena, refused);
    if (refused.why == Refused::Why::none) return out;
    check();
    refuse_part(refused, part, origin);
  }

  /// Refuses what is not JSON.
  void check() const {
    json::Reader in(text_, name_, max_depth_);
    in.value();
    in.finish();
  }

  /// Refuses a part as one that has no canonical form.
  [[noreturn]] void refuse_part(const Refused& refused, std::string_view part, std::size_t origin) const {
    if (refused.why == Refused::Why::text_size)
      refuse({Code::program_limit_exceeded,
              fmt::format("JSON in {} is longer than 1073741823 bytes", name_),
              {},
              {}});
    const char* token = refused.number.empty() ? refused.string.data() - 1 : refused.number.data();
    refuse(worded(refused, origin + static_cast<std::size_t>(token - part.data())));
  }

  std::string_view text() const { return text_; }
  std::string_view name() const { return name_; }
  int max_depth() const { return max_depth_; }
  std::size_t origin_of(std::string_view part) const {
    return static_cast<std::size_t>(part.data() - text_.data());
  }

 private:
  Fault worded(const Refused& refused, std::size_t offset) const {
    using Why = Refused::Why;
    const std::string place = fmt::format("argument {}, line {}", name_, json::place(text_, offset));
    if (refused.why == Why::number) return at_place(faults::out_of_range(refused.number, "numeric"), place);
    if (refused.why == Why::duplicate)
      return {Code::invalid_json, fmt::format("duplicate member {} in {}", shown(refused.string), name_),
              place, "Give each member of an object once."};
    const std::string detail =
        fmt::format("{}, in {}.", json::words_of(refused.trouble), shown(refused.string));
    return at_place(json::fault_of(refused.trouble, detail), place);
  }

  std::string_view text_;
  std::string_view name_;
  int max_depth_;
};

class Hasher {
 public:
  Hasher(const Argument& argument, Sha256& hash) : argument_(argument), hash_(hash) {}

  /// Adds a value that stands in the argument, the outer `levels` of it by parts.
  void add(std::string_view value, int levels) {
    const char first = value.front();
    if (value.size() > part_size && levels > 0) {
      if (first == '[') return add_array(value, levels);
      if (first == '{' && add_object(value, levels)) return;
    }
    Arena arena;
    hash_.add(argument_.canonical(value, argument_.origin_of(value), arena));
  }

 private:
  struct Member {
    json::Item item;        // its name
    std::string_view name;  // without its escapes
    std::string_view value;
  };

  void add_array(std::string_view value, int levels) {
    json::Reader in(value, argument_.name(), argument_.max_depth());
    in.enter_array("");
    hash_.add("[");
    const char* comma = "";
    const auto flush = [&](std::string_view run) {
      if (run.empty()) return;
      hash_.add(comma);
      comma = ",";
      run.size() > part_size ? add(run, levels - 1) : add_run(run);
    };
    std::string_view run;
    while (in.next_element()) {
      const std::string_view element = whole(in.value());
      const char* end = element.data() + element.size();
      if (!run.empty() && static_cast<std::size_t>(end - run.data()) > part_size) {
        flush(run);
        run = {};
      }
      run = between(run.empty() ? element.data() : run.data(), end);
    }
    flush(run);
    hash_.add("]");
  }

  // Neighbouring elements: an array but for its brackets.
  void add_run(std::string_view run) {
    buffer_.assign("[").append(run).append("]");
    Arena arena;
    const std::string_view array = argument_.canonical(buffer_, argument_.origin_of(run) - 1, arena);
    hash_.add(array.substr(1, array.size() - 2));
  }

  // False, with nothing added, for too many members: as one tree they take less memory.
  bool add_object(std::string_view value, int levels) {
    Arena arena;
    std::vector<Member> members;
    json::Reader in(value, argument_.name(), argument_.max_depth());
    in.enter_object("");
    for (json::Item name; in.next_member(name);) {
      if (members.size() == most_members) return false;
      const std::string_view text = name_of(name, arena);
      members.push_back({name, text, whole(in.value())});
    }
    sort(members);
    hash_.add("{");
    std::string name;
    for (const Member& member : members) {
      json::append_string(name, member.name);
      hash_.add(name += ':');
      add(member.value, levels - 1);
      name = ",";
    }
    hash_.add("}");
    return true;
  }

  std::string_view name_of(const json::Item& name, Arena& arena) const {
    if (const json::Trouble trouble = json::find_trouble(name.text); trouble != json::Trouble::none)
      refuse_name({.why = Refused::Why::string, .trouble = trouble, .string = name.text});
    return *json::unescape(name, arena, nullptr);
  }

  void sort(std::vector<Member>& members) const {
    std::stable_sort(members.begin(), members.end(),
                     [](const Member& a, const Member& b) { return json::utf16_less(a.name, b.name); });
    const auto twice = std::adjacent_find(members.begin(), members.end(),
                                          [](const Member& a, const Member& b) { return a.name == b.name; });
    if (twice != members.end())
      refuse_name({.why = Refused::Why::duplicate, .string = std::next(twice)->item.text});
  }

  [[noreturn]] void refuse_name(const Refused& refused) const {
    argument_.refuse_part(refused, argument_.text(), 0);
  }

  const Argument& argument_;
  Sha256& hash_;
  std::string buffer_;
};

}  // namespace

void add_canonical(Sha256& hash, std::string_view text, std::string_view name, int max_depth) {
  const Argument argument(text, name, max_depth);
  if (text.size() <= part_size) {
    Arena arena;
    return hash.add(argument.canonical(text, 0, arena));
  }
  argument.check();
  json::Reader in(text, name, max_depth);
  Hasher(argument, hash).add(whole(in.value()), most_levels);
}

std::string canonical_argument(std::string_view text, std::string_view name, int max_depth) {
  Arena arena;
  return std::string(Argument(text, name, max_depth).canonical(text, 0, arena));
}

}  // namespace surerow
