#include <algorithm>
#include <cmath>
#include <map>

#include "shared/core/text.h"
#include "shared/vector-index/index.h"
#include "shared/vector-index/limits.h"

namespace crow::vector_index {
namespace {

// What D1 and Durable Objects take in one value is 2 MB; a row of it must fit beside its fellows.
constexpr std::size_t kStagedBytes = 1'000'000;
constexpr std::int64_t kUnfinishedMs = 3'600'000;

struct Staged {
  std::string id, nameSpace;
  std::optional<std::string> metadata, indexed, value;
  static constexpr auto fields =
      describe(field<&Staged::id>("id", ""), field<&Staged::nameSpace>("namespace", ""),
               field<&Staged::metadata>("metadata", ""), field<&Staged::indexed>("indexed", ""),
               field<&Staged::value>("value", ""));
};

constexpr sql::Statement<sql::None, std::string_view, std::vector<Staged>> kStage{"vectors.stage",
                                                                                  R"sql(
  INSERT INTO staged (mutation_id, id, namespace, metadata, indexed, value)
  SELECT ?1, e.value ->> 'id', e.value ->> 'namespace', e.value ->> 'metadata',
         e.value ->> 'indexed', unhex(e.value ->> 'value')
    FROM json_each(?2) AS e
)sql"};
// Changes become visible in their order, also when the delay was shortened meanwhile.
constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::int64_t, std::int64_t>
    kAccept{"vectors.accept", R"sql(
  INSERT INTO mutation (id, kind, made_at, due_at)
  VALUES (?1, ?2, ?3, max(?3 + ?4, coalesce((SELECT max(due_at) FROM mutation), 0)))
)sql"};
constexpr sql::Statement<sql::None, std::string_view> kSweep{"vectors.sweep", R"sql(
  DELETE FROM staged WHERE mutation_id < ?1 AND mutation_id NOT IN (SELECT id FROM mutation)
)sql"};

struct Number {
  std::int64_t n = 0;
  static constexpr auto fields = describe(field<&Number::n>("n", ""));
};
constexpr sql::Statement<Number> kCountNamespaces{"vectors.count_namespaces", R"sql(
  SELECT count(*) AS n FROM shelf
)sql"};

std::string hex_of(const std::vector<float>& values) {
  return hex({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)});
}

std::optional<std::string> unless_empty(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

Result<> check_id(std::string_view id) {
  if (id.empty()) return refuse(refusal::kBadId, "id must not be empty");
  if (id.size() > kVectorIdBytes)
    return refuse(refusal::kBadId, concat("id too long; max is ", kVectorIdBytes, " bytes, got ",
                                          id.size(), " bytes"));
  return {};
}

}  // namespace

Result<> VectorIndex::check(const std::vector<VectorRecord>& records, const View& view) const {
  if (records.size() > kVectorsWrittenMax)
    return refuse(refusal::kTooManyVectors, concat("too many vectors in payload; max count is ",
                                                   kVectorsWrittenMax, ", got ", records.size()));
  std::map<std::string_view, std::int64_t> lengths;  // Of the namespaces, new ones among them.
  for (const Place& place : view.places) lengths[place.nameSpace] = place.dimensions;
  for (const VectorRecord& record : records) {
    TRY(check_id(record.id));
    if (record.nameSpace.size() > kVectorIdBytes)
      return refuse(refusal::kBadNamespace,
                    concat("namespace too long; max is ", kVectorIdBytes, " bytes, got ",
                           record.nameSpace.size(), " bytes"));
    const std::int64_t length = std::ssize(record.values);
    // An index of any length takes that of the first vector of each namespace.
    const std::int64_t expected = config_.dimensions > 0
                                      ? config_.dimensions
                                      : lengths.try_emplace(record.nameSpace, length).first->second;
    if (length != expected)
      return refuse(refusal::kBadVector,
                    concat("invalid vector for id=\"", record.id, "\", expected ", expected,
                           " dimensions, and got ", length, " dimensions"));
    if (length < 1 || length > static_cast<std::int64_t>(kDimensionsMax))
      return refuse(refusal::kBadVector,
                    concat("invalid vector for id=\"", record.id, "\", max is ", kDimensionsMax,
                           " dimensions, and got ", length, " dimensions"));
    // JSON, in which the real one is asked, has no such numbers.
    if (!std::ranges::all_of(record.values, [](float value) { return std::isfinite(value); }))
      return refuse(refusal::kUnreadable, "failed to parse vectors request in json format");
  }
  return {};
}

Task<Mutation> VectorIndex::write(std::string_view kind, std::vector<VectorRecord> records) {
  Scope scope;
  for (const VectorRecord& record : records)
    if (std::ranges::find(scope.names, record.nameSpace) == scope.names.end())
      scope.names.push_back(record.nameSpace);
  const std::int64_t named = std::ssize(scope.names);
  View view = co_await look(std::move(scope));
  co_await check(records, view);
  if (const std::int64_t created = named - std::ssize(view.places); created > 0) {
    const auto there = co_await database_.find(kCountNamespaces);
    if (there->n + created > static_cast<std::int64_t>(kNamespacesMax))
      co_await refuse(refusal::kBadNamespace,
                      concat("too many namespaces; max is ", kNamespacesMax));
  }
  // Of an id that comes twice an upsert takes the last and an insert the first.
  std::map<std::string_view, const VectorRecord*> chosen;
  for (const VectorRecord& record : records) {
    const auto [place, is_new] = chosen.try_emplace(record.id, &record);
    if (!is_new && kind == "upsert") place->second = &record;
  }
  const std::int64_t now = host_.now().ms;
  const Mutation made{new_mutation_id(now)};
  std::vector<Staged> rows;
  std::size_t bytes = 0;
  for (const auto& [id, record] : chosen) {
    std::string indexed;
    if (record->metadata) indexed = co_await take_indexed(record->metadata->text, view.indexes);
    rows.push_back({record->id, record->nameSpace,
                    record->metadata ? std::optional(record->metadata->text) : std::nullopt,
                    unless_empty(std::move(indexed)), hex_of(record->values)});
    bytes += rows.back().value->size() + rows.back().metadata.value_or("").size() * 2 + 300;
    if (bytes < kStagedBytes) continue;
    co_await database_.run_all({sql::bind(kStage, made.mutationId, rows)});
    rows.clear();
    bytes = 0;
  }
  co_await database_.run_all(
      {sql::bind(kStage, made.mutationId, rows),
       sql::bind(kAccept, made.mutationId, kind, now, config_.visibilityDelayMs),
       sql::bind(kSweep, new_mutation_id(now - kUnfinishedMs))});
  if (config_.visibilityDelayMs <= 0) co_await apply_due();
  co_return made;
}

Task<Mutation> VectorIndex::insert(std::vector<VectorRecord> records) {
  return write("insert", std::move(records));
}

Task<Mutation> VectorIndex::upsert(std::vector<VectorRecord> records) {
  return write("upsert", std::move(records));
}

Task<Mutation> VectorIndex::delete_by_ids(std::vector<std::string> ids) {
  if (ids.size() > kVectorsDeletedMax)
    co_await refuse(refusal::kTooManyIds, concat("too many ids in payload; max id count is ",
                                                 kVectorsDeletedMax, ", got ", ids.size()));
  std::ranges::sort(ids);
  const auto twice = std::ranges::unique(ids);
  ids.erase(twice.begin(), twice.end());
  std::vector<Staged> rows;
  for (std::string& id : ids) {
    co_await check_id(id);
    rows.push_back({std::move(id), {}, {}, {}, {}});
  }
  const std::int64_t now = host_.now().ms;
  const Mutation made{new_mutation_id(now)};
  co_await database_.run_all(
      {sql::bind(kStage, made.mutationId, rows),
       sql::bind(kAccept, made.mutationId, "delete", now, config_.visibilityDelayMs)});
  if (config_.visibilityDelayMs <= 0) co_await apply_due();
  co_return made;
}

}  // namespace crow::vector_index
