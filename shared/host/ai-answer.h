// Reading what AI of others answers. It comes from outside: nothing in it is believed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/core/error.h"

namespace crow {

struct VectorsAnswer {
  std::string pooling;  // How the model says that it pooled; may be empty.
  std::size_t dimensions = 0;
  std::vector<float> values;  // One vector after the other, in the order of the texts, length 1.
};

// Vectors as Workers AI gives them ({"data": [[…], …], "pooling": "cls"}) and as OpenAI's protocol
// does ({"data": [{"index": 0, "embedding": [… ] or Base64}, …]}). A list of numbers may be
// {"f32": Base64} too, as bindings/ai.js packs it.
//
// Errors: malformed, also for another number of vectors than `count`; wrong_dimensions, for vectors
// of different lengths.
Result<VectorsAnswer> read_vectors(std::string body, std::size_t count);

// The text of an answer: {"response"}, {"caption"}, {"answer"} of Workers AI, or the first choice
// of a chat. What is no text there (an object that was asked for) comes as JSON.
//
// Errors: malformed.
Result<std::string> read_answer_text(std::string body);

// The object that an answer holds, with or without a fence or words around it; empty without one.
std::string_view json_in(std::string_view text);

// {"sentence", "features"} as a model was asked to write it.
// Text that is none of that is the sentence itself. Both are cut to what a catalog shows.
struct Sentence {
  std::string text;
  std::vector<std::string> features;
};
Sentence read_sentence(std::string_view text);

// "red, leather, two pockets" as features.
std::vector<std::string> read_features(std::string_view text);

}  // namespace crow
