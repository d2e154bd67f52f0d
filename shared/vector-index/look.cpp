#include <algorithm>

#include "shared/vector-index/index.h"

namespace crow::vector_index {

// What every call begins with: one round trip.
Task<VectorIndex::View> VectorIndex::look(Scope scope) {
  static constexpr sql::Statement<State> kState{"vectors.state", R"sql(
    SELECT birth, version, schema, mutation_id, mutated_at,
           (SELECT min(due_at) FROM mutation) AS due_at
      FROM state
     WHERE id = 1
  )sql"};
  static constexpr sql::Statement<MetadataIndex> kIndexes{"vectors.indexes", R"sql(
    SELECT number, property_name, index_type FROM metadata_index ORDER BY number
  )sql"};
  static constexpr sql::Statement<Place, std::vector<std::string>> kPlaces{"vectors.places", R"sql(
    SELECT namespace, vectors, dimensions
      FROM shelf
     WHERE namespace IN (SELECT value FROM json_each(?1))
  )sql"};
  static constexpr sql::Statement<Place> kAllPlaces{"vectors.all_places", R"sql(
    SELECT namespace, vectors, dimensions FROM shelf ORDER BY namespace
  )sql"};

  for (;;) {
    View view;
    sql::Answer<State> state;
    sql::Answer<MetadataIndex> indexes;
    sql::Answer<Place> places;
    if (scope.is_all) {
      std::tie(state, indexes, places) =
          co_await database_.batch(sql::bind(kState), sql::bind(kIndexes), sql::bind(kAllPlaces));
    } else {
      std::tie(state, indexes, places) = co_await database_.batch(
          sql::bind(kState), sql::bind(kIndexes), sql::bind(kPlaces, scope.names));
    }
    view = {std::move(state.rows.at(0)), std::move(indexes.rows), std::move(places.rows)};
    if (view.state.dueAt && *view.state.dueAt <= host_.now().ms) {
      co_await apply_due();
      continue;
    }
    const bool lacks_one =
        std::ranges::any_of(config_.metadataIndexes, [&](const DeclaredIndex& index) {
          return std::ranges::find(view.indexes, index.propertyName,
                                   &MetadataIndex::propertyName) == view.indexes.end();
        });
    if (lacks_one) {
      co_await declare();
      continue;
    }
    co_return std::move(view);
  }
}

}  // namespace crow::vector_index
