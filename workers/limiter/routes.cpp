#include "workers/limiter/routes.h"

#include "workers/limiter/handlers.h"

namespace crow::limiter {
namespace {

constexpr std::array kTable = {
    serve<LeaseTokens, lease_tokens>(),
};
static_assert(serves_all(kTable, All{}));

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;

}  // namespace crow::limiter
