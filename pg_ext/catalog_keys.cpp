// The unique indexes of a relation as conflict keys: parts, predicates, and why one cannot be used.
// Exclusion constraints are not keys. Called under an empty search_path.
#include <algorithm>

#include "pg_ext/catalog.h"
#include "pg_ext/guard.h"
#include "pg_ext/server.h"

extern "C" {
#include "access/genam.h"
#include "access/htup_details.h"
#include "access/stratnum.h"
#include "access/sysattr.h"
#include "catalog/pg_am.h"
#include "catalog/pg_index.h"
#include "catalog/pg_operator.h"
#include "nodes/bitmapset.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/ruleutils.h"
#include "utils/syscache.h"
}

namespace surerow::pg {
namespace {

std::vector<int> columns_read(const KnownTable& known, Node* expression) {
  Bitmapset* const numbers = backend([=] {
    Bitmapset* found = nullptr;
    pull_varattnos(expression, 1, &found);
    return found;
  });
  std::vector<int> columns;
  for (std::size_t i = 0; i < known.forms.size(); ++i)
    if (bms_is_member(known.forms[i].number - FirstLowInvalidHeapAttributeNumber, numbers))
      columns.push_back(static_cast<int>(i));
  return columns;
}

/// The index's own notion of equal: " OPERATOR(pg_catalog.=) ".
std::string equality_of(Relation index, int part) {
  const char* sql = backend([=]() -> const char* {
    const Oid type = index->rd_opcintype[part];
    const Oid op = get_opfamily_member(index->rd_opfamily[part], type, type, BTEqualStrategyNumber);
    HeapTuple tuple = SearchSysCache1(OPEROID, ObjectIdGetDatum(op));
    if (!HeapTupleIsValid(tuple)) elog(ERROR, "cache lookup failed for operator %u", op);
    auto* row = reinterpret_cast<Form_pg_operator>(GETSTRUCT(tuple));
    const char* spelt = psprintf(" OPERATOR(%s.%s) ", quote_identifier(get_namespace_name(row->oprnamespace)),
                                 NameStr(row->oprname));
    ReleaseSysCache(tuple);
    return spelt;
  });
  return sql;
}

std::string collation_of(Relation index, int part, Oid own) {
  const Oid collation = index->rd_indcollation[part];
  if (!OidIsValid(collation) || collation == own) return {};
  const char* name = backend([=] { return generate_collation_name(collation); });
  return std::string(" COLLATE ") + name;
}

std::string expression_of(Relation index, int part) {
  const char* sql = backend([=]() -> const char* {
    const Datum shown = DirectFunctionCall3(pg_get_indexdef_ext, ObjectIdGetDatum(RelationGetRelid(index)),
                                            Int32GetDatum(part + 1), BoolGetDatum(false));
    return TextDatumGetCString(shown);
  });
  return sql;
}

KeyPart part_of(const KnownTable& known, Relation index, int i, ListCell*& next_expression,
                List* expressions) {
  KeyPart part;
  Oid own_collation = InvalidOid;
  const int number = index->rd_index->indkey.values[i];
  if (number != 0) {
    part.column = column_numbered(known, number);
    part.columns = {part.column};
    own_collation = known.forms[static_cast<std::size_t>(part.column)].collation;
  } else {
    auto* expression = static_cast<Node*>(lfirst(next_expression));
    next_expression = lnext(expressions, next_expression);
    part.expression = expression_of(index, i);
    part.columns = columns_read(known, expression);
    own_collation = backend([=] { return exprCollation(expression); });
  }
  part.equals = equality_of(index, i);
  part.collate = collation_of(index, i, own_collation);
  return part;
}

void read_predicate(const KnownTable& known, Relation index, Key& key) {
  List* const predicate = backend([=] { return RelationGetIndexPredicate(index); });
  if (predicate == NIL) return;
  const char* sql = backend([=]() -> const char* {
    bool is_null = true;
    const Datum tree = SysCacheGetAttr(INDEXRELID, index->rd_indextuple, Anum_pg_index_indpred, &is_null);
    return TextDatumGetCString(
        DirectFunctionCall2(pg_get_expr, tree, ObjectIdGetDatum(index->rd_index->indrelid)));
  });
  key.predicate = sql;
  key.predicate_columns = columns_read(known, reinterpret_cast<Node*>(predicate));
}

std::string why_unusable(Relation index) {
  if (!index->rd_index->indimmediate) return "it is deferrable";
  if (!index->rd_index->indisvalid || !index->rd_index->indisready) return "it is not valid";
  if (index->rd_rel->relam != BTREE_AM_OID) return "it is not a B-tree index";
  return {};
}

Key key_of(const KnownTable& known, Relation index) {
  Key key;
  key.name = RelationGetRelationName(index);
  key.primary = index->rd_index->indisprimary;
  key.nulls_equal = index->rd_index->indnullsnotdistinct;
  key.unusable = why_unusable(index);
  if (index->rd_rel->relam != BTREE_AM_OID) return key;
  List* const expressions = backend([=] { return RelationGetIndexExpressions(index); });
  ListCell* next = list_head(expressions);
  for (int i = 0; i < index->rd_index->indnkeyatts; ++i)
    key.parts.push_back(part_of(known, index, i, next, expressions));
  read_predicate(known, index, key);
  return key;
}

bool is_key(const FormData_pg_index& index) {
  return index.indisunique && !index.indisexclusion && index.indislive;
}

}  // namespace

void read_keys(RelationData* relation, KnownTable& known) {
  List* const indexes = backend([=] { return RelationGetIndexList(relation); });
  std::vector<Key>& keys = known.described.table.keys;
  for (int i = 0; i < list_length(indexes); ++i) {
    const Oid oid = list_nth_oid(indexes, i);
    Relation const index = backend([=] { return index_open(oid, AccessShareLock); });
    if (is_key(*index->rd_index)) keys.push_back(key_of(known, index));
    backend([=] { index_close(index, NoLock); });
  }
  std::sort(keys.begin(), keys.end(),
            [](const Key& a, const Key& b) { return a.primary != b.primary ? a.primary : a.name < b.name; });
}

}  // namespace surerow::pg
