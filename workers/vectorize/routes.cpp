#include "workers/vectorize/routes.h"

#include "workers/vectorize/handlers.h"

namespace crow::vectorize {
namespace {

constexpr std::array kTable = {
    serve_raw<InsertVectors, insert_vectors>(),
    serve_raw<UpsertVectors, upsert_vectors>(),
    serve_raw<QueryVectors, query_vectors>(),
    serve_raw<GetVectors, get_vectors>(),
    serve_raw<DeleteVectors, delete_vectors>(),
    serve_raw<GetIndexInfo, get_index_info>(),
    serve_raw<ListVectors, list_vectors>(),
    serve_raw<CreateMetadataIndex, create_metadata_index>(),
    serve_raw<ListMetadataIndexes, list_metadata_indexes>(),
    serve_raw<DeleteMetadataIndex, delete_metadata_index>(),
};
static_assert(serves_all(kTable, All{}));

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;

}  // namespace crow::vectorize
