#pragma once

#include <string>
#include <vector>

#include "shared/core/describe.h"

namespace crow::vectorize {

struct Ids {
  std::vector<std::string> ids;
  static constexpr auto fields = describe(field<&Ids::ids>("ids", "Of vectors.").required());
};

}  // namespace crow::vectorize
