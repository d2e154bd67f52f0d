// The vectors that a service keeps of its texts: their names in the index, and the search among
// them.
//
//   const auto found = co_await find_nearest(context, learner, model, "warm jacket",
//                                            {.topK = 100});
//   for (const VectorMatch& match : found.matches) … text_id_of(match.id), match.score
//
// embed.h makes them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/host/ai.h"
#include "shared/host/vectors.h"
#include "shared/service/context.h"

namespace crow::embedding {

// The binding of the index.
inline constexpr std::string_view kVectors = "VECTORS";

// Whether this deployment searches by meaning: the variable MEANING is "on".
bool has_meaning();

// Names a text's vector by one model, and back; empty for what is none. A text's id of up to 47
// bytes makes a name that the index takes.
std::string vector_id(std::string_view text_id, std::string_view model);
std::string_view text_id_of(std::string_view vector_id);

struct Nearest {
  AiMode mode{};
  std::string model;
  std::vector<VectorMatch> matches;  // The nearest first; none for a text without words.
};

// What is nearest to a text among the vectors by `model` of what the AI knows as `learner`. The
// query's namespace is made of these two.
//
// Errors: those of Ai and Vectors, with a sentence for the client. reason_of() is "unknown_model"
// when the model is served no more: then the vectors have to be made anew.
Task<Nearest> find_nearest(Context& context, std::string learner, std::string model,
                           std::string text, VectorQuery query);

}  // namespace crow::embedding
