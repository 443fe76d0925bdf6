// Looks for near names only among tables that the caller could name: those of the schema given, or on the
// search path.
#include "pg_ext/missing_table.h"

#include <vector>

#include "common/call.h"
#include "pg_ext/guard.h"
#include "pg_ext/server.h"

extern "C" {
#include "catalog/pg_type_d.h"
#include "executor/spi.h"
#include "utils/builtins.h"
}

namespace surerow::pg {
namespace {

constexpr long most_names = 10000;

constexpr const char* query =
    "SELECT c.relname::pg_catalog.text FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n "
    "ON n.oid OPERATOR(pg_catalog.=) c.relnamespace "
    "WHERE c.relkind OPERATOR(pg_catalog.=) ANY ('{r,p}'::pg_catalog.\"char\"[]) AND CASE "
    "WHEN $1 OPERATOR(pg_catalog.=) '' THEN pg_catalog.pg_table_is_visible(c.oid) "
    "AND n.nspname OPERATOR(pg_catalog.<>) 'pg_catalog' ELSE n.nspname OPERATOR(pg_catalog.=) "
    "$1::pg_catalog.name END "
    "ORDER BY c.relname USING OPERATOR(pg_catalog.<)";

/// Plain data in the caller's memory.
struct Names {
  char** list = nullptr;
  std::uint64_t count = 0;
};

Names names_in(const char* schema) {
  return backend([=] {
    Names names;
    Oid type = TEXTOID;
    Datum value = CStringGetTextDatum(schema);
    if (SPI_connect() != SPI_OK_CONNECT) elog(ERROR, "SPI_connect failed");
    if (SPI_execute_with_args(query, 1, &type, &value, nullptr, true, most_names) != SPI_OK_SELECT)
      elog(ERROR, "SPI failed");
    names.list = static_cast<char**>(SPI_palloc(sizeof(char*) * (SPI_processed + 1)));
    for (; names.count < SPI_processed; ++names.count) {
      const char* name = SPI_getvalue(SPI_tuptable->vals[names.count], SPI_tuptable->tupdesc, 1);
      names.list[names.count] = static_cast<char*>(SPI_palloc(strlen(name) + 1));
      strcpy(names.list[names.count], name);
    }
    SPI_finish();
    return names;
  });
}

}  // namespace

void refuse_missing(std::string_view argument, const TableName& name) {
  const Names names = names_in(name.schema.c_str());
  const std::vector<std::string_view> known(names.list, names.list + names.count);
  refuse(faults::undefined_table(argument, nearest(name.name, known)));
}

}  // namespace surerow::pg
