// The columns of a relation: names, types, defaults, who may write them. Dropped columns are left out.
// A type that the core knows is read by the core; every other by its own input function (convert.cpp).
#include "pg_ext/catalog.h"
#include "pg_ext/datum.h"
#include "pg_ext/guard.h"
#include "pg_ext/server.h"

extern "C" {
#include "catalog/pg_namespace.h"
#include "catalog/pg_type.h"
#include "nodes/nodes.h"
#include "rewrite/rewriteHandler.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/ruleutils.h"
}

namespace surerow::pg {
namespace {

ColumnForm form_of(Form_pg_attribute attribute) {
  ColumnForm form;
  form.number = attribute->attnum;
  form.type = attribute->atttypid;
  form.modifier = attribute->atttypmod;
  form.collation = attribute->attcollation;
  form.length = attribute->attlen;
  form.by_value = attribute->attbyval;
  const Oid type = form.type;
  form.base_type = backend([=] { return getBaseType(type); });
  form.is_domain = form.base_type != form.type;
  const Oid base = form.base_type;
  form.is_composite = backend([=] { return type_is_rowtype(base); });
  return form;
}

std::string type_name_of(const ColumnForm& form) {
  const Oid type = form.type;
  const int32 modifier = form.modifier;
  return backend([=] { return format_type_with_typemod(type, modifier); });
}

/// The core's reader for the column, or null when the server's own input function has to read it.
TypePtr core_type(const ColumnForm& form, const std::string& name) {
  if (!has_datum_form(form.type)) return nullptr;
  Fault ignored;
  return find_type(name, &ignored);
}

/// The default's expression, of the column or of its domain; "" when there is none.
std::string default_of(Relation relation, Form_pg_attribute attribute) {
  if (attribute->attidentity != '\0' || attribute->attgenerated != '\0') return {};
  const int number = attribute->attnum;
  return backend([=]() -> const char* {
    Node* node = build_column_default(relation, number);
    return node == nullptr ? "" : deparse_expression(node, NIL, false, false);
  });
}

}  // namespace

void read_columns(RelationData* relation, KnownTable& known) {
  const TupleDesc row = RelationGetDescr(relation);
  for (int i = 0; i < row->natts; ++i) {
    Form_pg_attribute attribute = TupleDescAttr(row, i);
    if (attribute->attisdropped) continue;
    Column column;
    const ColumnForm form = form_of(attribute);
    column.name = NameStr(attribute->attname);
    column.type_name = type_name_of(form);
    column.type = core_type(form, column.type_name);
    column.not_null = attribute->attnotnull;
    column.generated = attribute->attgenerated != '\0';
    column.identity_always = attribute->attidentity == ATTRIBUTE_IDENTITY_ALWAYS;
    known.forms.push_back(form);
    known.described.table.columns.push_back(std::move(column));
  }
}

void read_defaults(RelationData* relation, KnownTable& known) {
  for (std::size_t i = 0; i < known.forms.size(); ++i)
    known.described.table.columns[i].default_sql =
        default_of(relation, TupleDescAttr(RelationGetDescr(relation), known.forms[i].number - 1));
}

}  // namespace surerow::pg
