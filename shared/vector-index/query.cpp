#include <algorithm>
#include <map>

#include "shared/core/text.h"
#include "shared/search/kernels.h"
#include "shared/vector-index/index.h"
#include "shared/vector-index/limits.h"

namespace crow::vector_index {
namespace {

// Of a byte for each number so many times as many are taken, and scored again.
constexpr std::size_t kOversampling = 4;
// Sums of 32 bits differ a little from exact ones; those at the edge are looked at.
constexpr std::size_t kEdge = 8;

using Numbers = std::vector<std::int64_t>;

struct NumberRow {
  std::int64_t number = 0;
  static constexpr auto fields = describe(field<&NumberRow::number>("number", ""));
};
struct ValueRow {
  std::string value;
  static constexpr auto fields = describe(field<&ValueRow::value>("value", ""));
};
constexpr sql::Statement<NumberRow, Numbers, std::int64_t> kThese{"vectors.these", R"sql(
  SELECT number
    FROM vector
   WHERE number IN (SELECT value FROM json_each(?1)) AND length(value) = ?2
   ORDER BY number
)sql"};
constexpr sql::Statement<ValueRow, Numbers, std::int64_t> kValues{"vectors.values", R"sql(
  SELECT value
    FROM vector
   WHERE number IN (SELECT value FROM json_each(?1)) AND length(value) = ?2
   ORDER BY number
)sql"};

struct MetadataRow {
  std::int64_t number = 0;
  std::optional<std::string> metadata, indexed;
  static constexpr auto fields = describe(field<&MetadataRow::number>("number", ""),
                                          field<&MetadataRow::metadata>("metadata", ""),
                                          field<&MetadataRow::indexed>("indexed", ""));
};
constexpr sql::Statement<MetadataRow, Numbers> kMetadata{"vectors.metadata", R"sql(
  SELECT number, metadata, indexed
    FROM vector
   WHERE number IN (SELECT value FROM json_each(?1))
)sql"};

struct WholeRow {
  std::string id, nameSpace;
  std::optional<std::string> metadata;
  std::int64_t width = 0;
  static constexpr auto fields =
      describe(field<&WholeRow::id>("id", ""), field<&WholeRow::nameSpace>("namespace", ""),
               field<&WholeRow::metadata>("metadata", ""), field<&WholeRow::width>("width", ""));
};
constexpr sql::Statement<WholeRow, std::vector<std::string>> kWhole{"vectors.whole", R"sql(
  SELECT id, namespace, metadata, length(value) AS width
    FROM vector
   WHERE id IN (SELECT value FROM json_each(?1))
   ORDER BY id
)sql"};
constexpr sql::Statement<ValueRow, std::vector<std::string>> kWholeValues{"vectors.whole_values",
                                                                          R"sql(
  SELECT value FROM vector WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY id
)sql"};

std::optional<RawObject> object_of(std::optional<std::string> text) {
  if (!text) return std::nullopt;
  RawObject object;
  object.text = std::move(*text);
  return object;
}

Result<> check(const VectorQuery& query) {
  const bool is_whole = query.returnValues || query.returnMetadata == ReturnMetadata::all;
  if (query.topK < 1)
    return refuse(refusal::kTooManyMatches,
                  concat("top K must be at least 1, but got ", query.topK));
  if (query.topK > kVectorMatchesMax)
    return refuse(refusal::kTooManyMatches,
                  concat("max top K is ", kVectorMatchesMax, ", but got ", query.topK));
  if (is_whole && query.topK > kVectorMatchesWholeMax)
    return refuse(
        refusal::kTooManyMatches,
        concat("with returnValues=true or returnMetadata=all, max top K is ",
               kVectorMatchesWholeMax, ", but got ", query.topK, "; for a top K up to ",
               kVectorMatchesMax, ", retry with returnValues=false and returnMetadata=indexed"));
  if (query.nameSpace.size() > kVectorIdBytes)
    return refuse(refusal::kBadNamespace, concat("namespace too long; max is ", kVectorIdBytes,
                                                 " bytes, got ", query.nameSpace.size(), " bytes"));
  return {};
}

Numbers numbers_of(const std::vector<Candidate>& candidates) {
  Numbers numbers;
  for (const Candidate& candidate : candidates) numbers.push_back(candidate.number);
  return numbers;
}

std::int64_t width_of(std::size_t dimensions) {
  return static_cast<std::int64_t>(dimensions * sizeof(float));
}

}  // namespace

Task<> VectorIndex::score_again(const Place& place, std::size_t number,
                                std::span<const float> values, std::vector<Candidate> candidates,
                                TopCandidates& found) {
  const auto dimensions = static_cast<std::size_t>(place.dimensions);
  const Numbers numbers = numbers_of(candidates);
  auto asked_rows = database_.all(kThese, numbers, width_of(dimensions));
  auto asked_values = database_.bytes(sql::bind(kValues, numbers, width_of(dimensions)));
  const auto rows = co_await std::move(asked_rows);
  const std::string bytes = co_await std::move(asked_values);
  std::ranges::sort(candidates, {}, &Candidate::number);
  std::string_view rest = bytes;
  std::size_t at = 0;
  for (const NumberRow& row : rows) {
    const auto row_values = packed::take(rest, dimensions);
    while (at < candidates.size() && candidates[at].number < row.number) ++at;
    if (at == candidates.size() || row_values.size() != dimensions) co_return;
    Candidate& candidate = candidates[at];
    candidate.score = search::exact_score(config_.metric, values, row_values);
    candidate.place = number;
    found.offer(std::move(candidate));
  }
}

Task<> VectorIndex::search_place(const View& view, std::size_t number,
                                 std::span<const float> values, std::span<const Condition> filter,
                                 std::size_t most, TopCandidates& found) {
  const Place& place = view.places[number];
  const auto stride = search::stride_of(static_cast<std::size_t>(place.dimensions));
  const auto scan = [&](const Shelf& shelf) {
    TopCandidates top(shelf.is_approximate() ? most * kOversampling : most + kEdge);
    shelf.search(values, filter, view.indexes, top);
    return std::move(top).take();
  };
  if (static_cast<std::size_t>(place.vectors) * stride > library_.bytes_max()) {
    // Too large to be kept: page by page, each let go once it was searched.
    TopCandidates best(most * kOversampling);
    std::optional<std::int64_t> after = 0;
    while (after) {
      auto page = std::make_shared<Shelf>(values.size(), config_.metric);
      after = co_await load_page(page, place, *after);
      for (Candidate& candidate : scan(*page)) best.offer(std::move(candidate));
    }
    co_return co_await score_again(place, number, values, std::move(best).take(), found);
  }
  const auto shelf = co_await shelf_of(view, place);
  auto candidates = scan(*shelf);
  if (shelf->is_approximate())
    co_return co_await score_again(place, number, values, std::move(candidates), found);
  for (Candidate& candidate : candidates) {
    candidate.score =
        search::exact_score(config_.metric, values, shelf->values_of(candidate.number));
    candidate.place = number;
    found.offer(std::move(candidate));
  }
}

Task<VectorMatches> VectorIndex::describe_matches(const View& view, std::vector<Candidate> found,
                                                  const VectorQuery& query,
                                                  std::size_t dimensions) {
  std::map<std::int64_t, MetadataRow> metadata;
  std::map<std::int64_t, std::vector<float>> values;
  const Numbers numbers = numbers_of(found);
  if (query.returnMetadata != ReturnMetadata::none && !numbers.empty())
    for (MetadataRow& row : co_await database_.all(kMetadata, numbers))
      metadata[row.number] = std::move(row);
  if (query.returnValues && !numbers.empty()) {
    auto asked_rows = database_.all(kThese, numbers, width_of(dimensions));
    auto asked_values = database_.bytes(sql::bind(kValues, numbers, width_of(dimensions)));
    const auto rows = co_await std::move(asked_rows);
    const std::string bytes = co_await std::move(asked_values);
    std::string_view rest = bytes;
    for (const NumberRow& row : rows) values[row.number] = packed::take(rest, dimensions);
  }
  VectorMatches out;
  for (Candidate& candidate : found) {
    VectorMatch match{.id = std::move(candidate.id),
                      .score = search::to_metric(config_.metric, candidate.score),
                      .nameSpace = view.places[candidate.place].nameSpace};
    MetadataRow& row = metadata[candidate.number];
    if (query.returnMetadata == ReturnMetadata::all)
      match.metadata = object_of(std::move(row.metadata));
    if (query.returnMetadata == ReturnMetadata::indexed)
      match.metadata = object_of(name_indexed(row.indexed.value_or(""), view.indexes));
    match.values = std::move(values[candidate.number]);
    out.matches.push_back(std::move(match));
  }
  out.count = std::ssize(out.matches);
  co_return std::move(out);
}

Task<VectorMatches> VectorIndex::search(std::vector<float> values, VectorQuery query) {
  co_await crow::vector_index::check(query);
  const std::int64_t length = std::ssize(values);
  std::vector<Condition> filter;
  if (query.filter) filter = co_await parse_filter(query.filter->text);
  Scope scope{.is_all = query.nameSpace.empty()};
  if (!scope.is_all) scope.names.push_back(query.nameSpace);
  const View view = co_await look(std::move(scope));
  std::int64_t expected = config_.dimensions;
  if (expected == 0) expected = view.places.empty() ? length : view.places.front().dimensions;
  for (const Place& place : view.places)
    if (config_.dimensions == 0 && place.dimensions == length) expected = length;
  if (length != expected || length == 0)
    co_await refuse(refusal::kBadQueryVector,
                    concat("invalid query vector, expected ", expected, " dimensions, and got ",
                           length, " dimensions"));
  const auto most = static_cast<std::size_t>(query.topK);
  TopCandidates found(most);
  for (std::size_t number = 0; number < view.places.size(); ++number)
    if (view.places[number].dimensions == length)
      co_await search_place(view, number, values, filter, most, found);
  co_return co_await describe_matches(view, std::move(found).take(), query, values.size());
}

Task<VectorMatches> VectorIndex::query(packed::QueryMessage asked) {
  return search(std::move(asked.values), std::move(asked.query));
}

Task<VectorMatches> VectorIndex::query_by_id(packed::QueryMessage asked) {
  auto found = co_await get_by_ids({asked.id});
  if (found.empty())
    co_await refuse(refusal::kNoSuchVector, concat("vector not found for id=\"", asked.id, '"'));
  co_return co_await search(std::move(found.front().values), std::move(asked.query));
}

Task<std::vector<VectorRecord>> VectorIndex::get_by_ids(std::vector<std::string> ids) {
  if (ids.size() > kVectorsReadMax)
    co_await refuse(refusal::kTooManyIds, concat("too many ids in payload; max id count is ",
                                                 kVectorsReadMax, ", got ", ids.size()));
  co_await look({});
  auto asked_rows = database_.all(kWhole, ids);
  auto asked_values = database_.bytes(sql::bind(kWholeValues, ids));
  auto rows = co_await std::move(asked_rows);
  const std::string bytes = co_await std::move(asked_values);
  std::string_view rest = bytes;
  std::vector<VectorRecord> out;
  for (WholeRow& row : rows)
    out.push_back({std::move(row.id),
                   packed::take(rest, static_cast<std::size_t>(row.width) / sizeof(float)),
                   std::move(row.nameSpace), object_of(std::move(row.metadata))});
  co_return std::move(out);
}

}  // namespace crow::vector_index
