// A database in a few lines, for tests of the writer: rows by one integer key, two columns, and a hook that
// lets "another transaction" act before a step. It answers as PostgreSQL's binding does: sets of rows,
// locators that change with every version of a row.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

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

struct Stored {
  std::map<int, std::string> cells;  // column -> text
  std::int64_t locator = 0;
};

class Database {
 public:
  std::map<std::int64_t, Stored> rows;
  std::function<void(Step&)> before = [](Step&) {};
  std::function<bool(std::int64_t key, Step::Action)> vetoed = [](std::int64_t, Step::Action) {
    return false;
  };
  std::vector<Step::Action> steps;

  void put(std::int64_t key, std::map<int, std::string> cells) { rows[key] = {std::move(cells), ++clock_}; }

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
  void one(Writer& writer, Step& step, std::size_t i) {
    const std::uint32_t row = step.rows[i];
    Answer& answer = step.answers[i];
    std::int64_t key = 0;
    std::map<int, std::string> given;
    const auto columns = writer.cell_columns(row);
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const Value& value = writer.cell(row, static_cast<int>(c));
      if (columns[c] == 0)
        key = value.kind() == Value::Kind::integer ? value.integer() : 0;
      else
        given[columns[c]] = std::string(value.text());
    }
    const auto found = rows.find(key);
    switch (step.action) {
      case Step::Action::probe: return probe(writer, step, row, found, answer);
      case Step::Action::update:
        answer.wrote =
            found != rows.end() && found->second.locator == writer.locator(row) && !vetoed(key, step.action);
        if (answer.wrote)
          for (const Input& in : step.statement->inputs)
            if (in.kind == Input::Kind::cell && in.column != 0)
              found->second.cells[in.column] = given[in.column];
        if (answer.wrote) found->second.locator = ++clock_;
        return;
      case Step::Action::insert:
        if (found != rows.end() && step.undoable) {
          step.undone = true;
          return;
        }
        answer.wrote = found == rows.end() && !vetoed(key, step.action);
        if (answer.wrote) put(key, given);
        return;
      default: return;
    }
  }

  void probe(Writer& writer, Step& step, std::uint32_t row, std::map<std::int64_t, Stored>::iterator found,
             Answer& answer) {
    answer.found = found != rows.end();
    if (!answer.found) return;
    answer.locator = found->second.locator;
    answer.same = true;
    const Statement& probe = *step.statement;
    for (std::size_t o = 0; o < probe.outputs.size(); ++o)
      answer.same = answer.same &&
                    found->second.cells[probe.outputs[o]] == writer.cell(row, probe.output_cells[o]).text();
  }

  std::int64_t clock_ = 0;
};

}  // namespace surerow::fake
