// Vectors of products, for the search by meaning: made by a job when words change, and all anew
// when the model does.
//
//   begin    asks which model there is, and whether it is time to learn from the catalog again
//   collect  gives the AI the texts to learn from, where it learns
//   learn    lets it, step by step
//   make     makes vectors of a hundred products, those without one or with another model's
//   clean    deletes the vectors of the model before
//
// Searches go by the model that the catalog names, so vectors of two models never meet: while the
// new ones are made, the old ones answer; then the catalog names the new model.
#pragma once

#include <string>
#include <string_view>

#include "shared/catalog/vectors.h"
#include "shared/service/jobs.h"

namespace crow::products {

// Adds to a batch that changes products the job that makes their vectors anew. Without an
// organization it is the caller's.
void want_vectors(Context& context, Writes& writes, std::string_view organization_id = {});

enum class EmbedPhase : std::uint8_t { begin, collect, learn, make, clean };
constexpr auto names(EmbedPhase) {
  return std::to_array<std::string_view>({"begin", "collect", "learn", "make", "clean"});
}

struct EmbedJob {
  static constexpr JobKind job{
      .name = "embed_products", .lease_ms = 2 * kMinute, .attempts_max = 8, .keep_ms = 7 * kDay};
  struct Payload {
    EmbedPhase phase = EmbedPhase::begin;
    std::string training = {}, model = {}, before = {};
    std::int64_t after = 0, part = 0, made = 0, all = 0;

    static constexpr auto fields =
        describe(field<&Payload::phase>("phase", ""), field<&Payload::training>("training", ""),
                 field<&Payload::model>("model", ""), field<&Payload::before>("before", ""),
                 field<&Payload::after>("after", ""), field<&Payload::part>("part", ""),
                 field<&Payload::made>("made", ""), field<&Payload::all>("all", ""));
  };
};

Task<JobOutcome> embed_step(JobContext& job, EmbedJob::Payload payload);

}  // namespace crow::products
