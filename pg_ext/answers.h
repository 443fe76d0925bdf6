// Where a statement's rows go: a receiver that writes Answers into memory that was there before, without
// forming a tuple. Called by the executor; never throws.
#pragma once

#include "common/write/writer.h"
#include "pg_ext/catalog.h"

struct _DestReceiver;
struct MemoryContextData;

namespace surerow::pg {

/// How many texts a fetch hands over for a row.
std::size_t texts_of(const Statement& statement);

/// Makes a receiver for the answers of `step`. `fetched[i]` takes the outputs of row i of a fetch, null where
/// no row was found; its texts live in `memory`. Inside backend().
_DestReceiver* receiver_for(Step& step, Writer& writer, const KnownTable& known, Value** fetched,
                            MemoryContextData* memory);

}  // namespace surerow::pg
