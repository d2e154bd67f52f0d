#include "workers/extractor/routes.h"

#include "workers/extractor/handlers.h"

namespace crow::extractor {
namespace {

constexpr std::array kTable = {serve_raw<ExtractPage, extract_page>()};
static_assert(serves_all(kTable, All{}));

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;

}  // namespace crow::extractor
