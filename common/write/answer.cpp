// Renders the answer with a fixed order of members: both engines give the same bytes.
#include "common/write/answer.h"

#include "common/json/reader.h"

namespace surerow {
namespace {

constexpr std::array status_names{"pending", "inserted", "updated",   "unchanged", "existing", "stale",
                                  "missing", "vetoed",   "duplicate", "deleted",   "current"};

const char* name_of(Status status) { return status_names[static_cast<std::size_t>(status)]; }

// The counts that an answer names, in their order; those that cannot occur are left out.
std::vector<Status> counted(Verb verb, const Options& options) {
  std::vector<Status> list{Status::inserted};
  if (verb == Verb::insert) list.push_back(Status::existing);
  if (verb == Verb::upsert) list.insert(list.end(), {Status::updated, Status::unchanged});
  if (options.report_stale) list.insert(list.end(), {Status::stale, Status::missing});
  if (options.report_vetoed) list.push_back(Status::vetoed);
  if (options.duplicates != Options::Duplicates::error) list.push_back(Status::duplicate);
  return list;
}

void append_equal(std::string& out, const RowTexts& texts) {
  append_member(out += ',', "equal");
  out += texts.equal ? "true" : "false";
}

void append_row(std::string& out, const Options& options, bool versioned, Status status,
                const RowTexts& texts) {
  append_member(out += '{', "status");
  json::append_string(out, name_of(status));
  append_member(out += ',', "key");
  out += texts.key;
  if (versioned) {
    append_member(out += ',', "version");
    out += texts.version.empty() ? "null" : texts.version;
  }
  if (status == Status::stale) append_equal(out, texts);
  if (options.returning) {
    append_member(out += ',', "row");
    out += texts.row.empty() ? "null" : texts.row;
  }
  out += '}';
}

// A value whose column says nothing about it.
void append_by_storage(std::string& out, const Value& stored, const Settings& settings) {
  static const TypePtr real = find_type("float8", nullptr), bytes = find_type("bytea", nullptr);
  switch (stored.kind()) {
    case Value::Kind::null: out += "null"; break;
    case Value::Kind::real: real->print_json(stored, settings, out); break;
    case Value::Kind::text: json::append_string(out, stored.text()); break;
    case Value::Kind::blob: bytes->print_json(stored, settings, out); break;
    default: out += std::to_string(stored.integer());
  }
}

}  // namespace

void append_member(std::string& out, std::string_view name) {
  json::append_string(out, name);
  out += ':';
}

void append_stored(std::string& out, const Column& column, const Value& stored, const Settings& settings) {
  Arena arena;
  Value value;
  if (!stored.is_null() && column.type && column.type->from_stored(stored, {settings, arena}, value, nullptr))
    column.type->print_json(value, settings, out);
  else
    append_by_storage(out, stored, settings);
}

std::string render_answer(Verb verb, const Options& options, bool versioned, std::span<const Status> statuses,
                          std::span<const RowTexts> texts) {
  std::array<std::size_t, status_names.size()> counts{};
  for (const Status status : statuses) ++counts[static_cast<std::size_t>(status)];

  std::string out = "{";
  if (options.dry_run) out += "\"dry_run\":true,";
  for (const Status status : counted(verb, options)) {
    append_member(out, name_of(status));
    out += std::to_string(counts[static_cast<std::size_t>(status)]) + ',';
  }
  if (options.has_rows()) {
    append_member(out, "rows");
    out += '[';
    for (std::size_t i = 0; i < statuses.size(); ++i) {
      if (i > 0) out += ',';
      append_row(out, options, versioned, statuses[i], texts[i]);
    }
    out += "],";
  }
  out.back() = '}';
  return out;
}

std::string render_one(const Options& options, const OneRow& row) {
  std::string out = "{";
  append_member(out, "status");
  json::append_string(out, name_of(row.status));
  if (row.version) {
    append_member(out += ',', "version");
    out += std::to_string(*row.version);
  }
  if (row.texts != nullptr && !row.texts->etag.empty() && row.status != Status::deleted &&
      row.status != Status::current) {
    append_member(out += ',', "etag");
    json::append_string(out, row.texts->etag);
  }
  if (row.tells_equal) append_equal(out, *row.texts);
  if (row.texts != nullptr && (options.returning || row.status == Status::stale)) {
    append_member(out += ',', "row");
    out += row.texts->row.empty() ? "null" : row.texts->row;
  }
  return out += '}';
}

}  // namespace surerow
