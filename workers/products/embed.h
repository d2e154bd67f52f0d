// Vectors of products: made by a job when their words change.
#pragma once

#include <string_view>

#include "shared/service/jobs.h"

namespace crow::products {

// Adds to a batch that changes products the job that makes their vectors anew. Without an
// organization it is the caller's.
void want_vectors(Context& context, Writes& writes, std::string_view organization_id = {});

}  // namespace crow::products
