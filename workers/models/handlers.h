// What models does, a function for each operation of shared/contracts/models.h.
#pragma once

#include "shared/contracts/models.h"
#include "shared/service/context.h"

namespace crow::models {

Task<Embed::Output> embed_texts(Context& context, Embed::Input input);

}  // namespace crow::models
