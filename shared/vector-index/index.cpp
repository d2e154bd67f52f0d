#include "shared/vector-index/index.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/vector-index/limits.h"

namespace crow::vector_index {
namespace {

struct Due {
  std::string id, kind;
  static constexpr auto fields = describe(field<&Due::id>("id", ""), field<&Due::kind>("kind", ""));
};
constexpr sql::Statement<Due, std::int64_t> kDue{"vectors.due", R"sql(
  SELECT id, kind FROM mutation WHERE due_at <= ?1 ORDER BY due_at, number
)sql"};

// What a change writes becomes visible. Each of these does nothing once the change is done.
constexpr sql::Statement<sql::None, std::string_view> kDepart{"vectors.depart", R"sql(
  INSERT INTO departed (namespace, changed, number)
  SELECT v.namespace, m.number, v.number
    FROM mutation AS m
         JOIN staged AS s ON s.mutation_id = m.id
         JOIN vector AS v ON v.id = s.id
   WHERE m.id = ?1 AND (m.kind = 'delete' OR m.kind = 'upsert' AND v.namespace <> s.namespace)
)sql"};
constexpr sql::Statement<sql::None, std::string_view> kDelete{"vectors.delete", R"sql(
  DELETE FROM vector
   WHERE number IN (SELECT v.number
                      FROM mutation AS m
                           JOIN staged AS s ON s.mutation_id = m.id
                           JOIN vector AS v ON v.id = s.id
                     WHERE m.id = ?1 AND (m.kind = 'delete'
                                          OR m.kind = 'upsert' AND v.namespace <> s.namespace))
)sql"};
constexpr sql::Statement<sql::None, std::string_view> kUpsert{"vectors.upsert", R"sql(
  INSERT INTO vector (id, namespace, metadata, indexed, value, changed)
  SELECT s.id, s.namespace, s.metadata, s.indexed, s.value, m.number
    FROM mutation AS m JOIN staged AS s ON s.mutation_id = m.id
   WHERE m.id = ?1
      ON CONFLICT (id) DO UPDATE
     SET metadata = excluded.metadata, indexed = excluded.indexed, value = excluded.value,
         changed = excluded.changed
)sql"};
constexpr sql::Statement<sql::None, std::string_view> kInsert{"vectors.insert", R"sql(
  INSERT INTO vector (id, namespace, metadata, indexed, value, changed)
  SELECT s.id, s.namespace, s.metadata, s.indexed, s.value, m.number
    FROM mutation AS m JOIN staged AS s ON s.mutation_id = m.id
   WHERE m.id = ?1
      ON CONFLICT (id) DO NOTHING
)sql"};
constexpr sql::Statement<sql::None, std::string_view> kMoveOn{"vectors.move_on", R"sql(
  UPDATE state
     SET version = m.number, mutation_id = m.id, mutated_at = m.made_at
    FROM (SELECT id, number, made_at FROM mutation WHERE id = ?1) AS m
   WHERE state.id = 1
)sql"};
constexpr sql::Statement<sql::None, std::string_view> kUnstage{
    "vectors.unstage", "DELETE FROM staged WHERE mutation_id = ?1"};
constexpr sql::Statement<sql::None, std::string_view> kEnd{"vectors.end",
                                                           "DELETE FROM mutation WHERE id = ?1"};
// A copy that missed so many changes is read again.
constexpr sql::Statement<sql::None, std::int64_t> kForgetDeparted{"vectors.forget_departed", R"sql(
  DELETE FROM departed WHERE changed < (SELECT version FROM state WHERE id = 1) - ?1
)sql"};

struct CountRow {
  std::int64_t count = 0;
  static constexpr auto fields = describe(field<&CountRow::count>("count", ""));
};
constexpr sql::Statement<CountRow> kCount{"vectors.count",
                                          "SELECT coalesce(sum(vectors), 0) AS count FROM shelf"};

struct IdRow {
  std::string id;
  static constexpr auto fields = describe(field<&IdRow::id>("id", ""));
};
constexpr sql::Statement<IdRow, std::string_view, std::int64_t> kList{"vectors.list", R"sql(
  SELECT id FROM vector WHERE id > ?1 ORDER BY id LIMIT ?2
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view> kAddIndex{
    "vectors.add_index", R"sql(
  INSERT INTO metadata_index (property_name, index_type) VALUES (?1, ?2)
      ON CONFLICT (property_name) DO NOTHING
)sql"};
constexpr sql::Statement<sql::None, std::string_view> kRemoveIndex{
    "vectors.remove_index", "DELETE FROM metadata_index WHERE property_name = ?1"};
constexpr sql::Statement<sql::None> kNextSchema{
    "vectors.next_schema", "UPDATE state SET schema = schema + 1 WHERE id = 1"};

std::unexpected<Error> bad_index(std::string sentence) {
  return refuse(refusal::kBadMetadataIndex, std::move(sentence));
}

}  // namespace

// Its first half is the time, so that what nobody finished can be told from what is under way.
std::string VectorIndex::new_mutation_id(std::int64_t now) {
  std::string bytes = random_bytes(16);
  for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<char>(now >> (40 - 8 * i));
  bytes[6] = static_cast<char>(0x70 | (bytes[6] & 0x0F));
  bytes[8] = static_cast<char>(0x80 | (bytes[8] & 0x3F));
  const std::string digits = hex(bytes);
  const std::string_view all = digits;
  return concat(all.substr(0, 8), '-', all.substr(8, 4), '-', all.substr(12, 4), '-',
                all.substr(16, 4), '-', all.substr(20));
}

Task<> VectorIndex::apply_due() {
  auto due = co_await database_.all(kDue, host_.now().ms);
  for (const Due& one : due) {
    std::vector<sql::BoundStatement> batch{sql::bind(kDepart, one.id), sql::bind(kDelete, one.id)};
    if (one.kind == "upsert") batch.push_back(sql::bind(kUpsert, one.id));
    if (one.kind == "insert") batch.push_back(sql::bind(kInsert, one.id));
    batch.push_back(sql::bind(kMoveOn, one.id));
    batch.push_back(sql::bind(kUnstage, one.id));
    batch.push_back(sql::bind(kEnd, one.id));
    batch.push_back(sql::bind(kForgetDeparted, Shelf::kChangesMissedMax));
    co_await database_.run_all(std::move(batch));
  }
}

Task<> VectorIndex::declare() {
  std::vector<sql::BoundStatement> batch;
  for (const DeclaredIndex& index : config_.metadataIndexes)
    batch.push_back(sql::bind(kAddIndex, index.propertyName, name_of(index.indexType)));
  batch.push_back(sql::bind(kNextSchema));
  co_await database_.run_all(std::move(batch));
}

Task<VectorIndexInfo> VectorIndex::info() {
  View view = co_await look({});
  auto counted = co_await database_.all(kCount);
  VectorIndexInfo info{.dimensions = config_.dimensions, .vectorCount = counted.at(0).count};
  info.processedUpToMutation = std::move(view.state.mutationId);
  if (view.state.mutatedAt) info.processedUpToDatetime = to_rfc3339(*view.state.mutatedAt);
  co_return std::move(info);
}

Task<VectorList> VectorIndex::list(std::int64_t count, std::string cursor) {
  if (count < 1 || count > kListMax)
    co_await refuse(refusal::kUnreadableQuery, concat("count must be from 1 to ", kListMax));
  co_await look({});
  auto [rows, total] =
      co_await database_.batch(sql::bind(kList, cursor, count + 1), sql::bind(kCount));
  VectorList out{.totalCount = total.rows.at(0).count};
  out.isTruncated = std::ssize(rows.rows) > count;
  if (out.isTruncated) {
    rows.rows.pop_back();
    out.nextCursor = rows.rows.back().id;
  }
  for (IdRow& row : rows.rows) out.vectors.push_back({std::move(row.id)});
  out.count = std::ssize(out.vectors);
  co_return std::move(out);
}

Task<Mutation> VectorIndex::create_metadata_index(DeclaredIndex index) {
  const std::string& name = index.propertyName;
  if (name.empty() || name.size() > kFilterKeyBytes || name.starts_with('$') ||
      name.find('"') != name.npos)
    co_await bad_index("invalid property name");
  View view = co_await look({});
  const auto found = std::ranges::find(view.indexes, name, &MetadataIndex::propertyName);
  if (found != view.indexes.end())
    co_await bad_index(concat("a metadata index for ", name, " exists already"));
  if (view.indexes.size() >= kMetadataIndexesMax)
    co_await bad_index(concat("too many metadata indexes; max is ", kMetadataIndexesMax));
  co_await database_.run_all(
      {sql::bind(kAddIndex, name, name_of(index.indexType)), sql::bind(kNextSchema)});
  co_return Mutation{new_mutation_id(host_.now().ms)};
}

Task<MetadataIndexes> VectorIndex::list_metadata_indexes() {
  View view = co_await look({});
  MetadataIndexes out;
  for (MetadataIndex& index : view.indexes)
    out.metadataIndexes.push_back({std::move(index.propertyName), index.indexType});
  co_return std::move(out);
}

Task<Mutation> VectorIndex::delete_metadata_index(std::string property_name) {
  View view = co_await look({});
  const auto found = std::ranges::find(view.indexes, property_name, &MetadataIndex::propertyName);
  if (found == view.indexes.end())
    co_await bad_index(concat("there is no metadata index for ", property_name));
  const auto declared =
      std::ranges::find(config_.metadataIndexes, property_name, &DeclaredIndex::propertyName);
  if (declared != config_.metadataIndexes.end())
    co_await bad_index(concat("the metadata index for ", property_name, " is declared"));
  co_await database_.run_all({sql::bind(kRemoveIndex, property_name), sql::bind(kNextSchema)});
  co_return Mutation{new_mutation_id(host_.now().ms)};
}

}  // namespace crow::vector_index
