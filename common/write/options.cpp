// One table of options {name, verbs, reader}; an unknown one is an error that names the nearest.
#include "common/write/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "common/json/reader.h"

namespace surerow {
namespace {

constexpr int options_depth = 16;

Fault bad_value(std::string_view option, std::string_view wanted, std::string_view got) {
  return {Code::invalid_parameter_value,
          fmt::format("option {} must be {}, not {}", shown(option), wanted, got),
          {},
          {}};
}

std::string name_of(const json::Item& item, Arena& arena) {
  Fault why;
  const auto text = json::unescape(item, arena, &why);
  if (!text) refuse(std::move(why));
  return std::string(*text);
}

class OptionsReader {
 public:
  OptionsReader(const Table& table, Verb verb, std::string_view json)
      : table_(table), verb_(verb), in_(json, "options", options_depth) {}

  Options read() {
    in_.enter_object("expected an object");
    json::Item member;
    while (in_.next_member(member)) {
      name_ = name_of(member, arena_);
      if (std::find(seen_.begin(), seen_.end(), name_) != seen_.end())
        refuse(
            {Code::invalid_parameter_value, fmt::format("option {} is given twice", shown(name_)), {}, {}});
      seen_.push_back(name_);
      (this->*entry_for(name_).read)();
    }
    in_.finish();
    check();
    return std::move(out_);
  }

 private:
  struct Entry {
    const char* name;
    bool upsert_only;
    void (OptionsReader::*read)();
    operator std::string_view() const { return name; }
  };
  static const Entry entries[];

  const Entry& entry_for(std::string_view name);

  void read_key() { out_.key = columns(true); }
  void read_index() { out_.index = text("the name of a unique index"); }
  void read_update() { out_.update = columns(false); }
  void read_insert_only() { out_.insert_only = columns(false); }
  void read_duplicates() {
    static constexpr const char* words[] = {"error", "first", "last"};
    out_.duplicates = static_cast<Options::Duplicates>(choice(words));
  }
  void read_on_stale() { out_.report_stale = report(); }
  void read_on_vetoed() { out_.report_vetoed = report(); }
  void read_each() { out_.each = flag(); }
  void read_dry_run() { out_.dry_run = flag(); }
  void read_returning() {
    if (in_.peek() == json::Kind::boolean) {
      out_.returning = flag();
      out_.returned.resize(out_.returning ? table_.columns.size() : 0);
      std::iota(out_.returned.begin(), out_.returned.end(), 0);
    } else {
      out_.returned = columns(true);
      out_.returning = true;
    }
  }

  bool report() {
    static constexpr const char* words[] = {"error", "report"};
    return choice(words) == 1;
  }
  bool flag() {
    const json::Item item = in_.value();
    if (item.kind != json::Kind::boolean) refuse(bad_value(name_, "true or false", shown(item.text)));
    return item.text == "true";
  }
  std::string text(const char* wanted) {
    const json::Item item = in_.value();
    if (item.kind != json::Kind::string) refuse(bad_value(name_, wanted, shown(item.text)));
    return name_of(item, arena_);
  }
  template <std::size_t n>
  std::size_t choice(const char* const (&words)[n]) {
    const std::string wanted = fmt::format("one of {}", fmt::join(words, ", "));
    const std::string word = text(wanted.c_str());
    const auto* found = std::find(std::begin(words), std::end(words), word);
    if (found == std::end(words)) refuse(bad_value(name_, wanted, shown(word)));
    return static_cast<std::size_t>(found - words);
  }
  std::vector<int> columns(bool at_least_one) {
    constexpr const char* wanted = "a list of column names";
    std::vector<int> list;
    if (in_.peek() != json::Kind::array) refuse(bad_value(name_, wanted, shown(in_.value().text)));
    in_.enter_array("expected an array");
    while (in_.next_element()) {
      const std::string name = text(wanted);
      const int column = table_.find(name);
      if (column < 0) refuse(unknown_column(table_, name));
      if (std::find(list.begin(), list.end(), column) == list.end()) list.push_back(column);
    }
    if (at_least_one && list.empty()) refuse(bad_value(name_, wanted, "an empty one"));
    return list;
  }
  void check() const {
    const auto exclude = [](bool both, const char* a, const char* b) {
      if (both)
        refuse({Code::invalid_parameter_value,
                fmt::format("options \"{}\" and \"{}\" exclude each other", a, b),
                {},
                {}});
    };
    exclude(!out_.key.empty() && !out_.index.empty(), "key", "index");
    exclude(out_.dry_run && out_.returning, "dry_run", "returning");
  }

  const Table& table_;
  Verb verb_;
  Arena arena_;
  json::Reader in_;
  std::string name_;
  std::vector<std::string> seen_;
  Options out_;
};

const OptionsReader::Entry OptionsReader::entries[] = {
    {"key", false, &OptionsReader::read_key},
    {"index", false, &OptionsReader::read_index},
    {"update", true, &OptionsReader::read_update},
    {"insert_only", true, &OptionsReader::read_insert_only},
    {"duplicates", false, &OptionsReader::read_duplicates},
    {"on_stale", true, &OptionsReader::read_on_stale},
    {"on_vetoed", false, &OptionsReader::read_on_vetoed},
    {"each", false, &OptionsReader::read_each},
    {"returning", false, &OptionsReader::read_returning},
    {"dry_run", false, &OptionsReader::read_dry_run},
};

const OptionsReader::Entry& OptionsReader::entry_for(std::string_view name) {
  std::vector<std::string_view> known;
  for (const Entry& entry : entries) {
    if (entry.upsert_only && verb_ == Verb::insert) continue;
    if (name == entry.name) return entry;
    known.push_back(entry.name);
  }
  const std::string_view near = nearest(name, known);
  refuse({Code::invalid_parameter_value,
          fmt::format("unknown option {} for {}", shown(name),
                      verb_ == Verb::upsert ? "sure_upsert" : "sure_insert"),
          fmt::format("The options are {}.", fmt::join(known, ", ")),
          near.empty() ? "" : fmt::format("Perhaps you meant {}.", shown(near))});
}

}  // namespace

Fault unknown_column(const Table& table, std::string_view name) {
  std::vector<std::string_view> names;
  for (const Column& column : table.columns) names.push_back(column.name);
  const std::string_view near = nearest(name, names);
  return {Code::undefined_column,
          fmt::format("column {} of {} does not exist", shown(name), table.name),
          {},
          near.empty() ? "" : fmt::format("Perhaps you meant the column {}.", shown(near))};
}

Options read_options(const Table& table, Verb verb, std::string_view json) {
  return OptionsReader(table, verb, json).read();
}

}  // namespace surerow
