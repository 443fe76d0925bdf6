// The unique indexes of a table. Those that SQLite made for a constraint get the name PostgreSQL would give
// the constraint; the rowid under an INTEGER PRIMARY KEY is a key without an index.
#include <fmt/format.h>

#include <algorithm>

#include "common/dialect.h"
#include "sqlite_ext/create_sql.h"
#include "sqlite_ext/key_names.h"
#include "sqlite_ext/schema.h"
#include "sqlite_ext/tokens.h"

namespace surerow::sqlite {
namespace {

struct IndexEntry {
  std::string name;
  char origin;  // c: CREATE INDEX, u: UNIQUE, p: PRIMARY KEY
};

class KeyReader {
 public:
  KeyReader(sqlite3* db, const Place& place, Table& table) : db_(db), place_(place), table_(table) {}

  void read(const TableText& text, bool without_rowid) {
    in_utf8_ = has_utf8();
    bool primary_index = false;
    for (const IndexEntry& index : unique_indexes()) {
      primary_index |= index.origin == 'p';
      table_.keys.push_back(read_key(index));
    }
    const bool rowid_key = !primary_index && add_rowid_key();
    name_automatic_keys(table_, text);
    std::sort(table_.keys.begin(), table_.keys.end(), [](const Key& a, const Key& b) {
      return a.primary != b.primary ? a.primary : a.name < b.name;
    });
    if (!without_rowid && !rowid_key) warn_of_nulls();
  }

 private:
  bool has_utf8() {
    Query encoding(db_, "PRAGMA encoding");
    return encoding.step() && encoding.text(0) == "UTF-8";
  }

  std::vector<IndexEntry> unique_indexes() {
    std::vector<IndexEntry> found;
    Query list(db_, pragma(place_.schema, "index_list", place_.name));
    while (list.step())
      if (list.integer(2) != 0) found.push_back({std::string(list.text(1)), list.text(3)[0]});
    // Listed newest first; names are given in the order of creation.
    std::reverse(found.begin(), found.end());
    return found;
  }

  Key read_key(const IndexEntry& index) {
    Key key;
    key.primary = index.origin == 'p';
    if (index.origin == 'c') key.name = index.name;
    const IndexText text = index.origin == 'c' ? read_create_index(sql_of(index.name)) : IndexText{};
    key.predicate = text.predicate;
    key.predicate_columns = columns_in(text.predicate);
    Query parts(db_, pragma(place_.schema, "index_xinfo", index.name));
    while (parts.step()) {
      if (parts.integer(5) == 0) continue;  // a column that the index carries along
      const auto number = key.parts.size();
      KeyPart part;
      part.column = std::max(parts.integer(1), -1);
      if (part.column < 0) {
        part.expression = number < text.parts.size() ? text.parts[number] : "";
        part.columns = columns_in(part.expression);
      } else {
        part.columns = {part.column};
      }
      set_collation(parts.text(4), part);
      key.parts.push_back(std::move(part));
    }
    return key;
  }

  std::string sql_of(const std::string& index) {
    Query found(db_, fmt::format("SELECT sql FROM {} WHERE type = 'index' AND name = ?1",
                                 schema_table(place_.schema)));
    found.bind(1, index);
    return found.step() ? std::string(found.text(0)) : std::string();
  }

  std::vector<int> columns_in(std::string_view expression) const {
    std::vector<int> found;
    for (const std::string& name : names_in(expression))
      for (std::size_t i = 0; i < table_.columns.size(); ++i)
        if (same_name(table_.columns[i].name, name)) found.push_back(static_cast<int>(i));
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  // An expression has no collation but the index's; a column may have its own.
  void set_collation(std::string_view collation, KeyPart& part) {
    const char* own = "BINARY";
    if (part.column >= 0) {
      const std::string& column = table_.columns[static_cast<std::size_t>(part.column)].name;
      if (sqlite3_table_column_metadata(db_, place_.schema.c_str(), place_.name.c_str(), column.c_str(),
                                        nullptr, &own, nullptr, nullptr, nullptr) != SQLITE_OK)
        throw_last_error(db_);
    }
    part.bytewise = part.column >= 0 && in_utf8_ && same_name(collation, "BINARY");
    if (!same_name(own, collation)) part.collate = " COLLATE " + quoted(collation);
    if (!same_name(collation, "BINARY") && part.column >= 0)
      table_.warnings.push_back(fmt::format(
          "The unique key on {} compares by collation {}: values that PostgreSQL keeps apart are one key.",
          shown(table_.columns[static_cast<std::size_t>(part.column)].name), collation));
  }

  // The rowid's alias: a NULL there means a new number.
  bool add_rowid_key() {
    Query info(db_, pragma(place_.schema, "table_xinfo", place_.name));
    while (info.step()) {
      if (info.integer(5) == 0) continue;
      Key key;
      key.primary = true;
      KeyPart part;
      part.column = info.integer(0);
      part.columns = {part.column};
      part.bytewise = in_utf8_;
      key.parts.push_back(part);
      table_.keys.push_back(std::move(key));
      table_.columns[static_cast<std::size_t>(part.column)].default_sql = "NULL";
      table_.columns[static_cast<std::size_t>(part.column)].is_rowid = true;
      return true;
    }
    return false;
  }

  // SQLite lets NULLs into the primary key of a rowid table; only an INTEGER one fills them in.
  void warn_of_nulls() {
    if (table_.keys.empty() || !table_.keys[0].primary) return;
    for (const KeyPart& part : table_.keys[0].parts) {
      const Column& column = table_.columns[static_cast<std::size_t>(part.column)];
      if (!column.not_null)
        table_.warnings.push_back(
            fmt::format("Column {} of the primary key may hold NULLs in SQLite.", shown(column.name)));
    }
  }

  sqlite3* db_;
  const Place& place_;
  Table& table_;
  bool in_utf8_ = false;
};

}  // namespace

void read_keys(sqlite3* db, const Place& place, const TableText& text, bool without_rowid, Table& table) {
  KeyReader(db, place, table).read(text, without_rowid);
}

}  // namespace surerow::sqlite
