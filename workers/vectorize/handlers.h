// What vectorize does, a function for each operation of shared/contracts/vectorize.h. The work is
// that of shared/vector-index; here its messages are taken apart and put together.
#pragma once

#include "shared/contracts/vectorize.h"
#include "shared/service/service.h"

namespace crow::vectorize {

// Errors, of all: a refusal as Vectorize words it (shared/vector-index/limits.h).
Task<Response> insert_vectors(Context& context);
Task<Response> upsert_vectors(Context& context);
Task<Response> query_vectors(Context& context);
Task<Response> get_vectors(Context& context);
Task<Response> delete_vectors(Context& context);
Task<Response> get_index_info(Context& context);
Task<Response> list_vectors(Context& context);
Task<Response> create_metadata_index(Context& context);
Task<Response> list_metadata_indexes(Context& context);
Task<Response> delete_metadata_index(Context& context);

}  // namespace crow::vectorize
