// The exports of a worker need a service. For the tests of what lies below services.
#include "shared/service/service.h"

namespace crow {

const Service& service() {
  static constexpr Service kNone{.name = "none", .endpoints = {}};
  return kNone;
}

}  // namespace crow
