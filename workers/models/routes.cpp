#include "workers/models/routes.h"

#include "workers/models/handlers.h"

namespace crow::models {
namespace {

constexpr std::array kTable = {
    serve<Embed, embed_texts>(),
};
static_assert(serves_all(kTable, All{}));

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;

}  // namespace crow::models
