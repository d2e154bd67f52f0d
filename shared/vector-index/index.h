// An index of vectors over a database of its own (workers/vectorize/migrations): what Vectorize
// does, with its limits and its refusals. The worker that stands in for Vectorize and the fake of
// native tests are both made of it.
//
//   VectorIndex index(context.host, context.database, config, library);
//   co_await index.upsert(std::move(records));
//   auto found = co_await index.query({.query = {.topK = 10}, .values = values});
//
// A search is exact. A namespace is kept in memory (shelf.h), and every search first asks the
// database, in one short question, whether that copy is still true; so two instances never
// disagree. Small namespaces are searched with all of their precision; of large ones a byte for
// each number finds four times as many as are wanted, and those are scored again from the rows.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/host/database.h"
#include "shared/host/packed.h"
#include "shared/host/vectors.h"
#include "shared/vector-index/metadata.h"
#include "shared/vector-index/shelf.h"

namespace crow::vector_index {

struct DeclaredIndex {
  std::string propertyName;
  IndexType indexType = IndexType::string;
  static constexpr auto fields =
      describe(field<&DeclaredIndex::propertyName>("propertyName", "\"a.b\" is the member b of a."),
               field<&DeclaredIndex::indexType>("indexType", "The type of its values."));
};

struct IndexConfig {
  // 0 for any: then each namespace has the length of its first vector.
  std::int64_t dimensions = 0;
  search::Metric metric = search::Metric::cosine;
  // Those that the index has from its beginning.
  std::vector<DeclaredIndex> metadataIndexes = {};
  // How long what was written cannot be seen.
  std::int64_t visibilityDelayMs = 0;

  static constexpr auto fields = describe(
      field<&IndexConfig::dimensions>("dimensions", "Of each vector.").defaulted(),
      field<&IndexConfig::metric>("metric", "How likeness is measured.").defaulted(),
      field<&IndexConfig::metadataIndexes>("metadataIndexes", "What filters may name."),
      field<&IndexConfig::visibilityDelayMs>("visibilityDelayMs", "Until it is seen.").defaulted());
};

struct Mutation {
  std::string mutationId;
  static constexpr auto fields =
      describe(field<&Mutation::mutationId>("mutationId", "The id of the change."));
};

struct MetadataIndexes {
  std::vector<DeclaredIndex> metadataIndexes = {};
  static constexpr auto fields =
      describe(field<&MetadataIndexes::metadataIndexes>("metadataIndexes", "All of them."));
};

struct ListedVector {
  std::string id;
  static constexpr auto fields = describe(field<&ListedVector::id>("id", "Of a vector."));
};
struct VectorList {
  std::int64_t count = 0, totalCount = 0;
  bool isTruncated = false;
  std::optional<std::string> nextCursor = {};
  std::vector<ListedVector> vectors = {};
  static constexpr auto fields =
      describe(field<&VectorList::count>("count", "On this page."),
               field<&VectorList::totalCount>("totalCount", "In the index."),
               field<&VectorList::isTruncated>("isTruncated", "Whether more follow."),
               field<&VectorList::nextCursor>("nextCursor", "Where the next page begins."),
               field<&VectorList::vectors>("vectors", "By their ids."));
};

class VectorIndex {
 public:
  // Memory for all shelves of an instance, of its 96 MiB.
  static constexpr std::size_t kLibraryBytes = 64 * 1024 * 1024;
  // A namespace of so many bytes or less keeps its vectors exactly: 10,000 of 384 dimensions.
  static constexpr std::size_t kExactBytes = 16 * 1024 * 1024;

  VectorIndex(Host host, Database database, IndexConfig config, Library& library)
      : host_(host), database_(database), config_(std::move(config)), library_(library) {}

  // Of values, read from the database at a time. Tests read less.
  std::size_t page_bytes = 2'000'000;

  // Errors, of all: a refusal (limits.h), as Vectorize words it; unavailable, when the database is.
  Task<Mutation> insert(std::vector<VectorRecord> records);
  Task<Mutation> upsert(std::vector<VectorRecord> records);
  Task<Mutation> delete_by_ids(std::vector<std::string> ids);

  Task<VectorMatches> query(packed::QueryMessage asked);
  Task<VectorMatches> query_by_id(packed::QueryMessage asked);
  Task<std::vector<VectorRecord>> get_by_ids(std::vector<std::string> ids);
  Task<VectorIndexInfo> info();
  // Ids, by themselves; `cursor` is what the page before said.
  Task<VectorList> list(std::int64_t count, std::string cursor);

  Task<Mutation> create_metadata_index(DeclaredIndex index);
  Task<MetadataIndexes> list_metadata_indexes();
  Task<Mutation> delete_metadata_index(std::string property_name);

 private:
  // What there is, as of one moment.
  struct State {
    std::string birth;
    std::int64_t version = 0, schema = 0;
    std::optional<std::string> mutationId;
    std::optional<Timestamp> mutatedAt;
    std::optional<std::int64_t> dueAt;  // When the next change becomes visible.
    static constexpr auto fields = crow::describe(
        field<&State::birth>("birth", ""), field<&State::version>("version", ""),
        field<&State::schema>("schema", ""), field<&State::mutationId>("mutationId", ""),
        field<&State::mutatedAt>("mutatedAt", ""), field<&State::dueAt>("dueAt", ""));
  };
  struct Place {
    std::string nameSpace;
    std::int64_t vectors = 0, dimensions = 0;
    static constexpr auto fields = crow::describe(field<&Place::nameSpace>("namespace", ""),
                                                  field<&Place::vectors>("vectors", ""),
                                                  field<&Place::dimensions>("dimensions", ""));
  };
  struct View {
    State state;
    std::vector<MetadataIndex> indexes;
    std::vector<Place> places;
  };

  // What is asked for: some namespaces, or all of them.
  struct Scope {
    std::vector<std::string> names = {};
    bool is_all = false;
  };

  // What is visible now, after whatever is due has become so.
  Task<View> look(Scope scope);
  Task<> apply_due();
  Task<> declare();
  static std::string new_mutation_id(std::int64_t now);
  Task<VectorMatches> search(std::vector<float> values, VectorQuery query);

  Task<Mutation> write(std::string_view kind, std::vector<VectorRecord> records);
  Result<> check(const std::vector<VectorRecord>& records, const View& view) const;

  // The copy of a namespace, true as of `view`. load.cpp
  Task<std::shared_ptr<Shelf>> shelf_of(const View& view, const Place& place);
  Task<std::shared_ptr<Shelf>> load(const View& view, const Place& place);
  // Brings a copy up to date; false when that is more work than to read everything.
  Task<bool> catch_up(std::shared_ptr<Shelf> shelf, const View& view, const Place& place);
  // Puts a page of the rows behind `after` onto a shelf; the number to go on from, or nothing at
  // the end.
  Task<std::optional<std::int64_t>> load_page(std::shared_ptr<Shelf> shelf, const Place& place,
                                              std::int64_t after);

  // The nearest of one namespace, scored exactly. query.cpp
  Task<> search_place(const View& view, std::size_t number, std::span<const float> values,
                      std::span<const Condition> filter, std::size_t most, TopCandidates& found);
  Task<> score_again(const Place& place, std::size_t number, std::span<const float> values,
                     std::vector<Candidate> candidates, TopCandidates& found);
  Task<VectorMatches> describe_matches(const View& view, std::vector<Candidate> found,
                                       const VectorQuery& query, std::size_t dimensions);

  Host host_;
  Database database_;
  IndexConfig config_;
  Library& library_;
};

}  // namespace crow::vector_index
