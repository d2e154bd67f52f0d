// The services that the documents describe. A new service is a line here.
#pragma once

#include <vector>

#include "shared/contracts/access.h"
#include "shared/contracts/auth.h"
#include "shared/contracts/crawler.h"
#include "shared/contracts/images.h"
#include "shared/contracts/imports.h"
#include "shared/contracts/interactions.h"
#include "shared/contracts/organizations.h"
#include "shared/contracts/products.h"
#include "shared/contracts/search.h"
#include "shared/contracts/users.h"
#include "shared/openapi/document.h"
#include "shared/openapi/replies.h"

namespace crow::openapi {

// What the gateway answers itself.
struct GetHealth {
  static constexpr Operation operation{.name = "get_health",
                                       .path = "/health",
                                       .summary = "Whether every service can work.",
                                       .description = "Needs no credential and is never counted.",
                                       .access = Access::anyone};
  using Input = Nothing;
  using Output = PlatformHealth;
};

struct GetReady : GetHealth {
  static constexpr Operation operation{.name = "get_ready",
                                       .path = "/ready",
                                       .summary = "The same as health.",
                                       .access = Access::anyone};
};

template <typename... Op>
ServiceEntry probe_entry(std::vector<Tag> tags, Operations<Op...> operations) {
  ServiceEntry entry = service_entry("", std::move(tags), operations);
  for (Entry& one : entry.entries) one.also = 503;
  return entry;
}

// One heading for the two workers of the catalog: whoever reads it need not know of them.
inline constexpr Tag kProducts{"Products",
                               "The catalog: products, their prices over time, finding them."};

inline std::vector<ServiceEntry> services() {
  return {
      service_entry(
          "auth",
          {{"Authentication",
            "Signing up, signing in, sessions and the keys that sign tokens. These routes "
            "speak Better Auth's language: its shapes, its errors, its cookie."}},
          auth::All{}),
      service_entry(
          "access",
          {{"Access", "For which organization somebody acts, and with which keys."},
           {"Teams", "Organizations, their members, roles and invitations.", "/auth/organization"},
           {"API keys", "Making, listing, changing, verifying and deleting API keys.",
            "/auth/api-key"}},
          access::All{}),
      service_entry("users",
                    {{"Users", "People, as their colleagues see them, and what they may do."}},
                    users::All{}),
      service_entry("organizations",
                    {{"Organizations", "The caller's organizations and their members."}},
                    organizations::All{}),
      service_entry("interactions",
                    {{"Interactions",
                      "What customers do on the website, before cameras and in social media."}},
                    interactions::All{}),
      service_entry("imports",
                    {{"Imports", "Files and feeds that become interactions."},
                     {"Product imports", "Files of products.", "/products/imports"}},
                    imports::All{}),
      service_entry("crawler",
                    {{"Crawler jobs", "Reading shops: their pages, sitemaps and feeds."}},
                    crawler::All{}),
      service_entry("images", {{"Images", "Pictures of products, for everyone to see."}},
                    images::All{}),
      service_entry("search", {kProducts}, search::All{}),
      service_entry("products", {kProducts}, products::All{}),
      probe_entry({{"Platform", "Whether the platform and its services are well."}},
                  Operations<GetHealth, GetReady>{}),
  };
}

}  // namespace crow::openapi
