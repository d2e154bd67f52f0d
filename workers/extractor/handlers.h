// What the extractor does: the function of its operation in shared/contracts/extractor.h.
#pragma once

#include "shared/contracts/extractor.h"
#include "shared/service/context.h"

namespace crow::extractor {

// Errors: payload_too_large; invalid_argument, for a charset that nobody knows.
Task<Response> extract_page(Context& context);

}  // namespace crow::extractor
