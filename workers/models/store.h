// Where models and trainings are kept, and which models this instance has at hand.
//
//   models/<organization>/<version>                 a model, never changed
//   newest/<organization>                           the version that is used by default
//   trainings/<organization>/<training>/…           what a training has so far
//
// Names of models are "builtin:<way>:<dimensions>", followed by ":<version>" where something was
// learned. A version is made of the model's bytes, so that equal models have one name.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "shared/host/bucket.h"
#include "shared/language/lsa.h"
#include "shared/service/context.h"

namespace crow::models {

inline Bucket files(const Context& context) { return {context.host, "FILES"}; }

std::string models_prefix(std::string_view organization_id);
std::string training_prefix(std::string_view organization_id, std::string_view training_id);

// The name of a version; of no version that of spelling alone.
std::string name_of_version(std::string_view version);
// The version in a name, which may be empty; nothing for a name of another make.
std::optional<std::string> version_in(std::string_view name);

// The version that an organization's texts are taken by; empty before anything was learned. What
// another instance changed is seen within five seconds.
Task<std::string> newest_version(Context& context, std::string organization_id);
Task<> set_newest_version(Context& context, std::string organization_id, std::string version);

// A model, out of memory or of the bucket.
//
// Errors: not_found.
Task<std::shared_ptr<const language::Lsa>> load_model(Context& context, std::string organization_id,
                                                      std::string version);

// Stores a model and gives its version. Nobody uses it before set_newest_version().
Task<std::string> store_model(Context& context, std::string organization_id, std::string bytes);

// Empties the memory, as a new instance has it. For tests.
void forget_models();
// Bytes of the models in memory.
std::size_t remembered_bytes();

}  // namespace crow::models
