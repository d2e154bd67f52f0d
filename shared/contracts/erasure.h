// What becomes of an organization's data when it is deleted: every service that holds some serves
// an operation that erases them, a part at each call. docs/deletion.md says who calls it and when.
#pragma once

#include "shared/contracts/common.h"
#include "shared/core/describe.h"
#include "shared/service/operation.h"

namespace crow {

struct ErasedOrganization {
  Id organizationId;
  static constexpr auto fields = describe(
      field<&ErasedOrganization::organizationId>("organizationId", "Which one is no more."));
};

struct Erasure {
  static constexpr std::string_view title = "Erasure";
  bool isDone = false;
  std::int64_t erased = 0;
  static constexpr auto fields =
      describe(field<&Erasure::isDone>("isDone", "Whether nothing of it is left here."),
               field<&Erasure::erased>("erased",
                                       "Rows that this call erased; none while what is "
                                       "left waits for a job of the service."));
};

// Idempotent, and bounded: a call takes a second at most and says whether another one is needed.
constexpr Operation erasure(std::string_view name, std::string_view path) {
  return {.name = name,
          .method = Method::remove,
          .path = path,
          .summary = "Erases a part of what is held of an organization that was deleted.",
          .access = Access::service};
}

// The operations of a service and one more.
template <typename More, typename... Op>
constexpr Operations<Op..., More> plus(Operations<Op...>) {
  return {};
}

// One of each service, with the same shapes.
struct EraseOperation {
  using Input = ErasedOrganization;
  using Output = Erasure;
};

}  // namespace crow

namespace crow::interactions {
struct EraseOrganization : EraseOperation {
  static constexpr Operation operation =
      erasure("erase_interactions_of_organization",
              "/internal/interactions/organizations/{organizationId}");
};
}  // namespace crow::interactions

namespace crow::imports {
struct EraseOrganization : EraseOperation {
  static constexpr Operation operation =
      erasure("erase_imports_of_organization", "/internal/imports/organizations/{organizationId}");
};
}  // namespace crow::imports

namespace crow::crawler {
struct EraseOrganization : EraseOperation {
  static constexpr Operation operation =
      erasure("erase_crawler_of_organization", "/internal/crawler/organizations/{organizationId}");
};
}  // namespace crow::crawler

namespace crow::images {
struct EraseOrganization : EraseOperation {
  static constexpr Operation operation =
      erasure("erase_images_of_organization", "/internal/images/organizations/{organizationId}");
};
}  // namespace crow::images

namespace crow::search {
struct EraseOrganization : EraseOperation {
  static constexpr Operation operation =
      erasure("erase_products_of_organization", "/internal/search/organizations/{organizationId}");
};
}  // namespace crow::search

namespace crow::meaning {
struct EraseOrganization : EraseOperation {
  static constexpr Operation operation =
      erasure("erase_meaning_of_organization", "/internal/meaning/organizations/{organizationId}");
};
}  // namespace crow::meaning
