// A database in a few lines, for tests of the writer: rows by one integer key, texts in the other columns, a
// version that every write counts on, and a hook that lets "another transaction" act before a step. It
// answers as PostgreSQL's binding does: sets of rows, locators that change with every version of a row. It
// obeys the conditions that a statement asks for by its inputs: the place, and the version.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "common/json/reader.h"
#include "common/write/writer.h"

namespace surerow::fake {

inline Column column(std::string name, const char* type) {
  Column c;
  c.name = std::move(name);
  c.type_name = type;
  c.type = find_type(type, nullptr);
  return c;
}

inline Described account(Engine engine = Engine::postgres) {
  Described described;
  Table& table = described.table;
  table.engine = engine;
  table.schema = "public";
  table.name = "account";
  table.place = engine == Engine::postgres ? "ctid" : "";
  table.columns = {column("id", "bigint"), column("name", "text"), column("note", "text")};
  Key key;
  key.name = "account_pkey";
  key.primary = true;
  KeyPart part;
  part.column = 0;
  part.columns = {0};
  part.equals = " OPERATOR(pg_catalog.=) ";
  key.parts = {part};
  table.keys = {key};
  return described;
}

/// The same table with guard triggers over a fourth column.
inline Described document(Engine engine = Engine::postgres) {
  Described described = account(engine);
  Table& table = described.table;
  table.name = "document";
  table.keys[0].name = "document_pkey";
  table.columns.push_back(column("version", "bigint"));
  table.columns[3].not_null = true;
  table.columns[3].default_sql = "1";
  table.version_column = 3;
  return described;
}

struct Stored {
  std::map<int, std::string> cells;  // column -> text; NULL is ""
  std::int64_t locator = 0;
  std::int64_t version = 1;
};

class Database {
 public:
  std::map<std::int64_t, Stored> rows;
  std::function<void(Step&)> before = [](Step&) {};
  std::function<bool(std::int64_t key, Step::Action)> vetoed = [](std::int64_t, Step::Action) {
    return false;
  };
  std::vector<Step::Action> steps;
  int version_column = -1;

  Database() = default;
  explicit Database(const Described& of) : version_column(of.table.version_column) {}

  void put(std::int64_t key, std::map<int, std::string> cells, std::int64_t version = 1) {
    rows[key] = {std::move(cells), ++clock_, version};
  }

  std::string run(Writer& writer) {
    while (Step* step = writer.next()) {
      steps.push_back(step->action);
      before(*step);
      const auto kept = rows;
      for (std::size_t i = 0; i < step->rows.size() && !step->undone; ++i) one(writer, *step, i);
      if (step->undone) rows = kept;
    }
    return writer.result();
  }

 private:
  using Found = std::map<std::int64_t, Stored>::iterator;

  // What a call says of one row.
  struct Given {
    std::int64_t key = 0;
    std::map<int, std::string> cells;
    std::int64_t version = 1;
  };

  static std::string image(const Value& value) {
    if (value.is_null()) return {};
    const bool bytes = value.kind() == Value::Kind::text || value.kind() == Value::Kind::blob;
    return bytes ? std::string(value.text()) : std::to_string(value.integer());
  }

  Given read(Writer& writer, std::uint32_t row) const {
    Given given;
    const auto columns = writer.cell_columns(row);
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const Value& value = writer.cell(row, static_cast<int>(c));
      const bool integer = value.kind() == Value::Kind::integer;
      if (columns[c] == 0)
        given.key = integer ? value.integer() : 0;
      else if (columns[c] == version_column)
        given.version = integer ? value.integer() : 1;
      else
        given.cells[columns[c]] = image(value);
    }
    return given;
  }

  void one(Writer& writer, Step& step, std::size_t i) {
    const std::uint32_t row = step.rows[i];
    Answer& answer = step.answers[i];
    const Given given = read(writer, row);
    const Found found = rows.find(given.key);
    switch (step.action) {
      case Step::Action::convert: return;
      case Step::Action::probe: return probe(writer, step, row, found, answer);
      case Step::Action::fetch: return fetch(writer, step, i, found);
      case Step::Action::update:
        answer.wrote = meant(writer, *step.statement, row, found) && differs(*step.statement, found, given) &&
                       !vetoed(given.key, step.action);
        if (answer.wrote) update(*step.statement, found->second, given);
        return;
      case Step::Action::erase:
        answer.wrote = meant(writer, *step.statement, row, found) && !vetoed(given.key, step.action);
        if (answer.wrote) rows.erase(found);
        return;
      case Step::Action::insert: return insert(step, given, found, answer);
    }
  }

  static bool asks_for(const Statement& statement, Input::Kind kind) {
    return std::any_of(statement.inputs.begin(), statement.inputs.end(),
                       [&](const Input& in) { return in.kind == kind; });
  }

  // Whether the stored row satisfies the statement's WHERE: its key, its place, its version.
  bool meant(const Writer& writer, const Statement& statement, std::uint32_t row, Found found) const {
    if (found == rows.end()) return false;
    const Stored& stored = found->second;
    return (!asks_for(statement, Input::Kind::locator) || stored.locator == writer.locator(row)) &&
           (!asks_for(statement, Input::Kind::version) || stored.version == writer.version(row));
  }

  // A statement that asks for the version without the place is the direct one, which passes over equal rows.
  static bool differs(const Statement& statement, Found found, const Given& given) {
    if (asks_for(statement, Input::Kind::locator) || !asks_for(statement, Input::Kind::version)) return true;
    return std::any_of(statement.inputs.begin(), statement.inputs.end(), [&](const Input& in) {
      return in.kind == Input::Kind::cell && in.column != 0 &&
             found->second.cells[in.column] != given.cells.at(in.column);
    });
  }

  void update(const Statement& statement, Stored& stored, const Given& given) {
    for (const Input& in : statement.inputs)
      if (in.kind == Input::Kind::cell && in.column != 0) stored.cells[in.column] = given.cells.at(in.column);
    stored.locator = ++clock_;
    ++stored.version;
  }

  void insert(Step& step, const Given& given, Found found, Answer& answer) {
    if (found != rows.end() && step.undoable) {
      step.undone = true;
      return;
    }
    answer.wrote = found == rows.end() && !vetoed(given.key, step.action);
    const bool gives_version = std::any_of(
        step.statement->inputs.begin(), step.statement->inputs.end(),
        [&](const Input& in) { return in.kind == Input::Kind::cell && in.column == version_column; });
    if (answer.wrote) put(given.key, given.cells, gives_version ? given.version : 1);
  }

  void probe(Writer& writer, Step& step, std::uint32_t row, Found found, Answer& answer) const {
    answer.found = found != rows.end();
    if (!answer.found) return;
    answer.locator = found->second.locator;
    answer.same = true;
    const Statement& probe = *step.statement;
    answer.versioned = probe.reads_version;
    if (probe.reads_version) answer.version = found->second.version;
    for (std::size_t o = 0; o < probe.outputs.size(); ++o)
      answer.same = answer.same &&
                    found->second.cells[probe.outputs[o]] == image(writer.cell(row, probe.output_cells[o]));
  }

  // PostgreSQL: texts of to_json, SQLite: what is stored.
  void fetch(Writer& writer, const Step& step, std::size_t i, Found found) const {
    if (found == rows.end()) return;
    const bool as_json = asks_for(*step.statement, Input::Kind::ordinal);
    std::vector<std::string> texts;
    for (const int column : step.statement->outputs) {
      std::string& out = texts.emplace_back();
      if (column == 0)
        out = std::to_string(found->first);
      else if (column == version_column)
        out = std::to_string(found->second.version);
      else if (!found->second.cells[column].empty())
        as_json ? json::append_string(out, found->second.cells[column])
                : void(out = found->second.cells[column]);
    }
    if (step.statement->reads_version) texts.push_back(std::to_string(found->second.version));
    std::vector<Value> outputs;
    for (const std::string& text : texts) outputs.push_back(text.empty() ? Value() : Value::text(text));
    writer.fetched(i, outputs);
  }

  std::int64_t clock_ = 0;
};

}  // namespace surerow::fake
