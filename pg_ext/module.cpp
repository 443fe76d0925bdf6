// The module as the server loads it: magic block and version.
#include "pg_ext/guard.h"
#include "pg_ext/server.h"

extern "C" {
#include "utils/builtins.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(surerow_version);
}

/// surerow_version(): the version of the module that is loaded.
PGDLLEXPORT Datum surerow_version(PG_FUNCTION_ARGS) {
  (void)fcinfo;
  return PointerGetDatum(cstring_to_text(SUREROW_VERSION));
}
