#include "shared/extract/product.h"

namespace crow::extract {

std::string_view name_of(Source source) {
  static constexpr std::string_view kNames[] = {
      "none", "json-ld",   "microdata", "rdfa",  "open-graph", "meta",  "state", "shopify",
      "feed", "attribute", "visible",   "label", "button",     "title", "url"};
  return kNames[static_cast<std::size_t>(source)];
}

std::string_view name_of(Availability availability) {
  static constexpr std::string_view kNames[] = {"Unknown", "InStock", "OutOfStock", "PreOrder",
                                                "Discontinued"};
  return kNames[static_cast<std::size_t>(availability)];
}

std::string_view name_of(PageKind kind) {
  static constexpr std::string_view kNames[] = {"product", "listing", "other"};
  return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace crow::extract
