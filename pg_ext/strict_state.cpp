// Reads the strict constraints of a relation back from its expressions. Reads only.
#include "pg_ext/strict_state.h"

#include "common/strict/strict.h"
#include "pg_ext/catalog.h"
#include "pg_ext/guard.h"
#include "pg_ext/server.h"

extern "C" {
#include "catalog/pg_type_d.h"
#include "nodes/nodeFuncs.h"
#include "nodes/primnodes.h"
#include "optimizer/optimizer.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
}

namespace surerow::pg {
namespace {

bool is_check_row(Oid function) {
  const char* name = get_func_name(function);
  return name != nullptr && strcmp(name, "sure_check_row") == 0;
}

void add(const PresentConstraint& present, KnownTable& known) {
  const RowCheck check(present.check);
  for (std::size_t i = 0; i < present.columns.size() && i < check.columns().size(); ++i)
    known.described.table.columns[static_cast<std::size_t>(present.columns[i])].strict_type =
        check.columns()[i].type;
}

}  // namespace

CheckCallForm check_call_of(const char* expression) {
  CheckCallForm form;
  Node* node = static_cast<Node*>(stringToNode(expression));
  if (!IsA(node, FuncExpr)) return form;
  auto* call = reinterpret_cast<FuncExpr*>(node);
  if (list_length(call->args) != 2 || !IsA(linitial(call->args), Const) || !is_check_row(call->funcid))
    return form;
  const auto* check = static_cast<const Const*>(linitial(call->args));
  if (check->constisnull || check->consttype != TEXTOID) return form;
  List* const vars = pull_var_clause(static_cast<Node*>(lsecond(call->args)), 0);
  auto* columns = static_cast<std::int16_t*>(palloc(sizeof(std::int16_t) * (list_length(vars) + 1)));
  ListCell* cell;
  foreach (cell, vars) columns[form.count++] = static_cast<const Var*>(lfirst(cell))->varattno;
  form.check = TextDatumGetCString(check->constvalue);
  form.size = static_cast<int>(strlen(form.check));
  form.columns = columns;
  return form;
}

void read_strict(RelationData* relation, KnownTable& known) {
  const TupleConstr* constraints = RelationGetDescr(relation)->constr;
  for (int i = 0; constraints != nullptr && i < constraints->num_check; ++i) {
    const ConstrCheck& check = constraints->check[i];
    if (strncmp(check.ccname, strict_prefix, strlen(strict_prefix)) != 0) continue;
    const char* const expression = check.ccbin;
    const CheckCallForm form = backend([=] { return check_call_of(expression); });
    if (form.check == nullptr) continue;
    PresentConstraint present{
        check.ccname, {form.check, static_cast<std::size_t>(form.size)}, {}, check.ccvalid};
    for (int at = 0; at < form.count; ++at)
      present.columns.push_back(column_numbered(known, form.columns[at]));
    add(present, known);
    known.strict.push_back(std::move(present));
  }
}

}  // namespace surerow::pg
