// vectorize: what stands in for Vectorize on one machine. Its operations are asked for by
// bindings/vectorize.js alone, which makes of them the methods of the real binding; bodies and
// answers with vectors are packed (shared/host/packed.h).
#pragma once

#include "shared/service/operation.h"

namespace crow::vectorize {

// Ten kilobytes of metadata and 1,536 numbers for each of 1,000 vectors, with room for the rest.
inline constexpr std::size_t kWriteBytesMax = 20 * 1'024 * 1'024;

namespace detail {
constexpr Operation internal(std::string_view name, std::string_view path, Prose summary,
                             std::size_t body_bytes_max = 262'144) {
  return {.name = name,
          .method = Method::post,
          .path = path,
          .summary = summary,
          .access = Access::service,
          .answers = "application/octet-stream",
          .body_bytes_max = body_bytes_max};
}
}  // namespace detail

struct InsertVectors {
  static constexpr Operation operation =
      detail::internal("insert_vectors", "/internal/vectorize/insert",
                       "Writes vectors whose ids are not there.", kWriteBytesMax);
};
struct UpsertVectors {
  static constexpr Operation operation =
      detail::internal("upsert_vectors", "/internal/vectorize/upsert",
                       "Writes vectors, over those that are there.", kWriteBytesMax);
};
struct QueryVectors {
  static constexpr Operation operation =
      detail::internal("query_vectors", "/internal/vectorize/query",
                       "The nearest to a vector, or to the one that has an id.");
};
struct GetVectors {
  static constexpr Operation operation =
      detail::internal("get_vectors", "/internal/vectorize/get-by-ids", "Vectors by their ids.");
};
struct DeleteVectors {
  static constexpr Operation operation = detail::internal(
      "delete_vectors", "/internal/vectorize/delete-by-ids", "Takes vectors out by their ids.");
};
struct GetIndexInfo {
  static constexpr Operation operation =
      detail::internal("get_index_info", "/internal/vectorize/info", "What the index holds.");
};
struct ListVectors {
  static constexpr Operation operation =
      detail::internal("list_vectors", "/internal/vectorize/list", "The ids of the index.");
};
struct CreateMetadataIndex {
  static constexpr Operation operation =
      detail::internal("create_metadata_index", "/internal/vectorize/metadata-indexes/create",
                       "Lets filters name a property from now on.");
};
struct ListMetadataIndexes {
  static constexpr Operation operation =
      detail::internal("list_metadata_indexes", "/internal/vectorize/metadata-indexes/list",
                       "The properties that filters may name.");
};
struct DeleteMetadataIndex {
  static constexpr Operation operation =
      detail::internal("delete_metadata_index", "/internal/vectorize/metadata-indexes/delete",
                       "Takes one of them away.");
};

using All =
    Operations<InsertVectors, UpsertVectors, QueryVectors, GetVectors, DeleteVectors, GetIndexInfo,
               ListVectors, CreateMetadataIndex, ListMetadataIndexes, DeleteMetadataIndex>;

}  // namespace crow::vectorize
