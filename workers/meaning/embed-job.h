// Vectors of a collection's texts: made by a job when texts change, and all anew when the model
// does.
//
//   begin    deletes the vectors of what was forgotten, asks which model there is, and whether it
//            is time to learn from the texts again
//   collect  gives the AI the texts to learn from, where it learns
//   learn    lets it, step by step
//   make     makes vectors of a hundred texts, those without one or with another model's
//   clean    deletes the vectors of the model before
//
// Searches go by the model that the space names, so vectors of two models never meet: while the new
// ones are made, the old ones answer; then the space names the new model.
#pragma once

#include <string>
#include <string_view>

#include "shared/service/jobs.h"

namespace crow::meaning {

enum class EmbedPhase : std::uint8_t { begin, collect, learn, make, clean };
constexpr auto names(EmbedPhase) {
  return std::to_array<std::string_view>({"begin", "collect", "learn", "make", "clean"});
}

struct EmbedJob {
  static constexpr JobKind job{
      .name = "embed_texts", .lease_ms = 2 * kMinute, .attempts_max = 30, .keep_ms = 7 * kDay};
  struct Payload {
    std::string organizationId, collection;
    EmbedPhase phase = EmbedPhase::begin;
    std::int64_t space = 0;
    std::string training = {}, model = {}, before = {};
    std::int64_t after = 0, part = 0, made = 0, all = 0;

    static constexpr auto fields =
        describe(field<&Payload::organizationId>("organizationId", ""),
                 field<&Payload::collection>("collection", ""), field<&Payload::phase>("phase", ""),
                 field<&Payload::space>("space", ""), field<&Payload::training>("training", ""),
                 field<&Payload::model>("model", ""), field<&Payload::before>("before", ""),
                 field<&Payload::after>("after", ""), field<&Payload::part>("part", ""),
                 field<&Payload::made>("made", ""), field<&Payload::all>("all", ""));
  };
};

Task<JobOutcome> embed_step(JobContext& job, EmbedJob::Payload payload);

// Asks for the job, two seconds from now, so that what comes together is made together. To be
// written in the batch of the change that calls for it.
sql::Bound<sql::None> embed_soon(Context& context, std::string_view organization_id,
                                 std::string_view collection);

}  // namespace crow::meaning
