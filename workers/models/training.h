// What a training has in the bucket, and its steps.
#pragma once

#include <string>

#include "shared/contracts/models.h"
#include "shared/service/context.h"

namespace crow::models {

// Reads how far a training is.
//
// Errors: not_found.
Task<Training> read_training(Context& context, std::string prefix);
Task<> write_training(Context& context, std::string prefix, Training training);

// The key of a part of its texts.
std::string part_key(std::string_view prefix, std::int64_t part);

// Counts the words of all texts and chooses those that are learned of.
Task<> count_words(Context& context, std::string prefix, Training& training);

// Goes through all texts once; after the last time there is a model.
Task<> learn_pass(Context& context, std::string organization_id, std::string prefix,
                  Training& training);

}  // namespace crow::models
