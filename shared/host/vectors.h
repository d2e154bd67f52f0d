// An index of vectors, as operations use it: Vectorize in production, workers/vectorize on one
// machine. Both are reached by the same calls with the same limits.
//
//   const Vectors vectors(context.host, "VECTORS");
//   co_await vectors.upsert({{.id = "p1", .values = values, .nameSpace = "org1-lsa7",
//                             .metadata = {R"({"brand":"Acme"})"}}});
//   auto found = co_await vectors.query(query, {.topK = 20, .nameSpace = "org1-lsa7",
//                                               .filter = RawObject{R"({"brand":"Acme"})"}});
//   for (const VectorMatch& match : found.matches) … match.id, match.score
//
// What is written becomes visible seconds later, in production; nothing may rely on reading it back
// at once. An id belongs to one vector of the index, whatever its namespace. A filter sees only
// properties for which the index had a metadata index when the vector was written.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/host/host.h"

namespace crow {

struct VectorRecord {
  std::string id;                          // Up to kVectorIdBytes.
  std::vector<float> values = {};          // As many as the index has dimensions.
  std::string nameSpace = {};              // Up to kVectorIdBytes; empty for none.
  std::optional<RawObject> metadata = {};  // Up to kVectorMetadataBytes.
};

inline constexpr std::size_t kVectorIdBytes = 64;
inline constexpr std::size_t kVectorMetadataBytes = 10 * 1'024;
inline constexpr std::size_t kVectorFilterBytes = 2'048;
// Of one call.
inline constexpr std::size_t kVectorsWrittenMax = 1'000;
inline constexpr std::size_t kVectorsReadMax = 20;
inline constexpr std::size_t kVectorsDeletedMax = 100;
inline constexpr std::int64_t kVectorMatchesMax = 100;
// With the values of the vectors, or with all of their metadata.
inline constexpr std::int64_t kVectorMatchesWholeMax = 20;

enum class ReturnMetadata : std::uint8_t { none, indexed, all };
constexpr auto names(ReturnMetadata) {
  return std::to_array<std::string_view>({"none", "indexed", "all"});
}

struct VectorQuery {
  std::int64_t topK = 5;
  std::string nameSpace = {};            // Empty: in all of them.
  std::optional<RawObject> filter = {};  // {"brand":"Acme","price":{"$lt":50}}; all must hold.
  bool returnValues = false;
  ReturnMetadata returnMetadata = ReturnMetadata::none;
};

struct VectorMatch {
  std::string id;
  // By the metric of the index: cosine and dot product grow with likeness, a distance shrinks.
  double score = 0;
  std::string nameSpace = {};
  std::optional<RawObject> metadata = {};
  std::vector<float> values = {};
};

struct VectorMatches {
  std::int64_t count = 0;
  std::vector<VectorMatch> matches = {};  // Nearest first; those equally near by their ids.
};

struct VectorIndexInfo {
  std::int64_t dimensions = 0;
  std::int64_t vectorCount = 0;
  // What is visible: everything up to this change, made then. Absent before the first.
  std::optional<std::string> processedUpToMutation = {};
  std::optional<std::string> processedUpToDatetime = {};

  static constexpr auto fields = describe(
      field<&VectorIndexInfo::dimensions>("dimensions", "Of each vector."),
      field<&VectorIndexInfo::vectorCount>("vectorCount", "How many there are."),
      field<&VectorIndexInfo::processedUpToMutation>("processedUpToMutation",
                                                     "The last visible change."),
      field<&VectorIndexInfo::processedUpToDatetime>("processedUpToDatetime", "When it was made."));
};

class Vectors {
 public:
  Vectors(Host host, std::string_view binding) : host_(host), binding_(binding) {}

  // Each call takes at most as many as the constants above say; an index that refuses what was sent
  // has found a defect of ours.
  //
  // Errors, of all: unavailable; internal, when the index refuses.

  // Writes vectors, in the place of those that have their ids. The id of the change.
  Task<std::string> upsert(std::vector<VectorRecord> records) const;
  // The same, but a vector whose id is there already stays as it is.
  Task<std::string> insert(std::vector<VectorRecord> records) const;
  Task<std::string> delete_by_ids(std::vector<std::string> ids) const;

  Task<VectorMatches> query(std::vector<float> values, VectorQuery query) const;
  // What is nearest to a vector of the index, itself among it. Nothing when it is not there.
  Task<VectorMatches> query_by_id(std::string id, VectorQuery query) const;
  // Those that there are, in no order.
  Task<std::vector<VectorRecord>> get_by_ids(std::vector<std::string> ids) const;
  Task<VectorIndexInfo> describe_index() const;

 private:
  Task<std::string> write(std::string_view operation, std::vector<VectorRecord> records) const;
  Task<VectorMatches> search(std::string_view operation, std::string payload) const;
  Task<std::string> call(std::string_view operation, std::string payload) const;

  Host host_;
  std::string_view binding_;
};

// The form in which all of this crosses (shared/host/packed.h). For who answers these calls, too.
namespace packed {

std::string pack(const std::vector<VectorRecord>& records);
Result<std::vector<VectorRecord>> unpack_records(std::string message);

std::string pack(const VectorQuery& query, const std::vector<float>& values, std::string_view id);
struct QueryMessage {
  VectorQuery query;
  std::vector<float> values;
  std::string id;
};
Result<QueryMessage> unpack_query(std::string message);

std::string pack(const VectorMatches& matches);
Result<VectorMatches> unpack_matches(std::string message);

}  // namespace packed
}  // namespace crow
