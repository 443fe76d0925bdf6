// Tells a table's own constraint from everything else by SQLSTATE, names and context. Looks nothing up: after
// an error the catalogs may not be read.
#include "pg_ext/violation.h"

#include "pg_ext/guard.h"
#include "pg_ext/server.h"

namespace surerow::pg {
namespace {

/// Our statement is the innermost of the error's contexts: no function or trigger ran inside it.
bool comes_from(const ErrorData* error, const std::string& sql) {
  const char* context = error->context;
  if (context == nullptr) return true;
  const char* found = strstr(context, sql.c_str());
  return found != nullptr && std::memchr(context, '\n', static_cast<std::size_t>(found - context)) == nullptr;
}

std::string columns_of(const ErrorData* error, const Table& table) {
  if (error->column_name != nullptr) return error->column_name;
  for (const Key& key : table.keys) {
    if (error->constraint_name == nullptr || key.name != error->constraint_name) continue;
    std::string list;
    for (const KeyPart& part : key.parts) {
      list += list.empty() ? "" : ", ";
      list += part.column >= 0 ? table.columns[static_cast<std::size_t>(part.column)].name : part.expression;
    }
    return list;
  }
  return {};
}

}  // namespace

bool is_integrity_error(const ErrorData* error) {
  return ERRCODE_TO_CATEGORY(error->sqlerrcode) == ERRCODE_INTEGRITY_CONSTRAINT_VIOLATION;
}

void refuse_violation(ErrorData* error, const std::string& sql, const Writer& writer, std::uint32_t row,
                      const Table& table) {
  // A domain names its type; a partitioned table without a partition for the row names nothing.
  // A domain names its type; a partitioned table without a partition for the row names nothing.
  const bool names_what =
      error->datatype_name == nullptr && (error->constraint_name != nullptr || error->column_name != nullptr);
  if (!is_integrity_error(error) || !names_what || !comes_from(error, sql)) return;
  const Code code = code_of(unpack_sql_state(error->sqlerrcode));
  if (code == Code::internal_error) return;  // an exclusion constraint: PostgreSQL's words say more
  const char* constraint = error->constraint_name == nullptr ? "" : error->constraint_name;
  throw NamedRefusal(writer.violated({code, constraint, columns_of(error, table)}, row), error);
}

}  // namespace surerow::pg
