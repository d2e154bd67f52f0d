#include "shared/host/vectors.h"

#include "shared/core/text.h"
#include "shared/host/packed.h"

namespace crow {
namespace {

struct Mutation {
  std::string mutationId;
  static constexpr auto fields = describe(field<&Mutation::mutationId>("mutationId", ""));
};

// Vectorize's refusals carry a number: "VECTOR_QUERY_ERROR (code = 40006): invalid query vector …".
// Whoever is told to come again later did nothing wrong.
bool is_refusal(std::string_view cause) {
  return cause.find("_ERROR (code = 400") != cause.npos &&
         cause.find("(code = 40041)") == cause.npos;
}

template <typename T>
Result<T> understood(Result<T> answer) {
  if (answer) return answer;
  return fail(ErrorCode::unavailable, "A part of the platform gave an unexpected answer.",
              concat("vectors: ", answer.error().message));
}

}  // namespace

Task<std::string> Vectors::call(std::string_view operation, std::string payload) const {
  auto answer = co_await host_.call(operation, binding_, payload).as_result();
  if (!answer && is_refusal(answer.error().cause))
    co_await fail(ErrorCode::internal, "The service could not use its index of vectors.",
                  std::move(answer.error().cause));
  co_return std::move(answer);
}

Task<std::string> Vectors::write(std::string_view operation,
                                 std::vector<VectorRecord> records) const {
  std::string payload = packed::pack(records);
  records.clear();
  auto answer = co_await call(operation, std::move(payload));
  Mutation made = co_await understood(json::read<Mutation>(std::move(answer), packed::kLimits));
  co_return std::move(made.mutationId);
}

Task<std::string> Vectors::upsert(std::vector<VectorRecord> records) const {
  return write("vectors.upsert", std::move(records));
}

Task<std::string> Vectors::insert(std::vector<VectorRecord> records) const {
  return write("vectors.insert", std::move(records));
}

Task<std::string> Vectors::delete_by_ids(std::vector<std::string> ids) const {
  auto answer = co_await call("vectors.deleteByIds", json::write(ids));
  Mutation made = co_await understood(json::read<Mutation>(std::move(answer), packed::kLimits));
  co_return std::move(made.mutationId);
}

Task<VectorMatches> Vectors::search(std::string_view operation, std::string payload) const {
  co_return understood(packed::unpack_matches(co_await call(operation, std::move(payload))));
}

Task<VectorMatches> Vectors::query(std::vector<float> values, VectorQuery query) const {
  return search("vectors.query", packed::pack(query, values, {}));
}

Task<VectorMatches> Vectors::query_by_id(std::string id, VectorQuery query) const {
  return search("vectors.queryById", packed::pack(query, {}, id));
}

Task<std::vector<VectorRecord>> Vectors::get_by_ids(std::vector<std::string> ids) const {
  co_return understood(packed::unpack_records(co_await call("vectors.getByIds", json::write(ids))));
}

Task<VectorIndexInfo> Vectors::describe_index() const {
  auto answer = co_await call("vectors.describe", {});
  co_return understood(json::read<VectorIndexInfo>(std::move(answer), packed::kLimits));
}

}  // namespace crow
