#include "workers/gateway/services.h"

#include <gtest/gtest.h>

#include <set>

#include "shared/core/text.h"
#include "shared/openapi/services.h"

namespace crow::gateway {
namespace {

std::string_view name_of(Method method, std::string_view path) {
  const Neighbour* neighbour = find_neighbour(method, path);
  return neighbour ? neighbour->name : "none";
}
std::string_view name_of(std::string_view path) { return name_of(Method::get, path); }

// "/products/{id}/history" as somebody asks for it.
std::string filled(std::string_view pattern) {
  std::string out;
  pattern.remove_prefix(1);
  while (!pattern.empty()) {
    const std::string_view segment = split_off(pattern, '/');
    out += concat(out.empty() ? "" : "/", segment.starts_with('{') ? "prod_1" : segment);
  }
  return out;
}

// All that the services declare, with their names.
void for_each_operation(const std::function<void(const Operation&, std::string_view)>& look) {
  for (openapi::ServiceEntry& service : openapi::services()) {
    if (service.name.empty()) continue;  // The gateway's own.
    openapi::add_probes(service);
    for (const openapi::Entry& entry : service.entries)
      if (entry.operation.access != Access::service) look(entry.operation, service.name);
  }
}

TEST(FindNeighbour, FindsForEveryOperationTheServiceThatDeclaresIt) {
  int count = 0;
  for_each_operation([&](const Operation& operation, std::string_view service) {
    const std::string path = filled(operation.path);
    EXPECT_EQ(name_of(operation.method, path), service)
        << crow::name_of(operation.method) << ' ' << path;
    if (operation.method == Method::get) EXPECT_EQ(name_of(Method::head, path), service) << path;
    ++count;
  });
  EXPECT_GT(count, 90);
}

// Whoever gets OPTIONS or a method that nobody serves answers with what the path allows, so it must
// be a service that knows the path.
TEST(FindNeighbour, FindsForOtherMethodsAServiceThatKnowsThePath) {
  std::map<std::string, std::set<std::string_view>> services;
  for_each_operation([&](const Operation& operation, std::string_view service) {
    services[filled(operation.path)].insert(service);
  });
  for (const auto& [path, those] : services)
    for (const Method method :
         {Method::options, Method::get, Method::post, Method::put, Method::patch, Method::remove})
      EXPECT_TRUE(those.contains(name_of(method, path)))
          << crow::name_of(method) << ' ' << path << " goes to " << name_of(method, path);
}

TEST(FindNeighbour, MakesNoDetourThatNobodyNeeds) {
  for (const Detour& detour : kDetours) {
    std::string_view pattern = detour.pattern;
    if (pattern.ends_with("/*")) pattern.remove_suffix(2);
    const std::string from = filled(concat('/', pattern));
    bool is_used = false;
    for_each_operation([&](const Operation& operation, std::string_view service) {
      const std::string path = filled(operation.path);
      is_used |= service == detour.service && (path == from || path.starts_with(from + "/"));
    });
    EXPECT_TRUE(is_used) << detour.pattern;
  }
}

TEST(FindNeighbour, GoesByTheFirstSegment) {
  EXPECT_EQ(name_of("interactions"), "interactions");
  EXPECT_EQ(name_of("interactions/summary"), "interactions");
  EXPECT_EQ(name_of("imports/health"), "imports");
  EXPECT_EQ(name_of("search/ready"), "search");
  EXPECT_EQ(name_of("interactionsx"), "none");
  EXPECT_EQ(name_of("Interactions"), "none");
  EXPECT_EQ(name_of(""), "none");
  EXPECT_EQ(name_of("*"), "none");
  EXPECT_EQ(name_of("{}"), "none");
}

TEST(FindNeighbour, SomePathsBelowAServiceAreAnothers) {
  EXPECT_EQ(name_of("interactions/imports"), "imports");
  EXPECT_EQ(name_of("interactions/imports/import_1"), "imports");
  EXPECT_EQ(name_of("interactions/imports-of-mine"), "interactions");
  EXPECT_EQ(name_of("products/imports"), "imports");
  EXPECT_EQ(name_of("products/imports/import_1"), "imports");
  EXPECT_EQ(name_of("nothing/imports"), "none");
  EXPECT_EQ(name_of("products/crawler-jobs/organization/north"), "crawler");
  EXPECT_EQ(name_of("products/crawler-jobsx"), "products");
  EXPECT_EQ(name_of("crawler-jobs"), "crawler");
  EXPECT_EQ(name_of("crawler-jobsx"), "none");
  EXPECT_EQ(name_of("products/images/abc"), "images");
  EXPECT_EQ(name_of("images/ready"), "images");
  EXPECT_EQ(name_of("products/prod_1/images"), "products");
  EXPECT_EQ(name_of("auth/organization/create"), "access");
  EXPECT_EQ(name_of("auth/api-key/list"), "access");
  EXPECT_EQ(name_of("auth/organizations"), "auth");
  EXPECT_EQ(name_of("auth/sign-in/email"), "auth");
}

TEST(FindNeighbour, ReadsOfTheCatalogAreForSearch) {
  EXPECT_EQ(name_of("products"), "search");
  EXPECT_EQ(name_of(Method::head, "products"), "search");
  for (const Method method :
       {Method::post, Method::put, Method::patch, Method::remove, Method::options})
    EXPECT_EQ(name_of(method, "products"), "products");
  EXPECT_EQ(name_of("products/prod_1"), "products");
  EXPECT_EQ(name_of("products/prod_1/search"), "products");
  for (const Method method : {Method::get, Method::head, Method::post, Method::options}) {
    EXPECT_EQ(name_of(method, "products/search"), "search");
    EXPECT_EQ(name_of(method, "products/organization/north"), "search");
    EXPECT_EQ(name_of(method, "products/organization/north/search"), "search");
  }
  EXPECT_EQ(name_of("products/organization"), "products");
  EXPECT_EQ(name_of("products/organization/north/searches"), "products");
  EXPECT_EQ(name_of("products/search/deeper"), "products");
}

}  // namespace
}  // namespace crow::gateway
