// For the tests of the catalog's workers: a World with the tables of products, two organizations,
// and products on their way. products and search stand in it together, as the gateway shows them
// (testing-test.cpp): what the one writes, the other finds.
//
//   ProductsWorld world;
//   world.add(world.northwind, {{.name = "Red shoes", .price = "12.99"}});
//   EXPECT_EQ(world.hits(world.ada, "?q=shoe"), "Red shoes");
//
// Ada owns Northwind, Dan is its member, and Bob owns Contoso. Queries that ran are looked at when
// the World ends: one that reads a whole table fails the test.
#pragma once

#include <gtest/gtest.h>

#include "shared/contracts/products.h"
#include "shared/contracts/search.h"
#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/host/fake/world.h"
#include "shared/identity/testing.h"
#include "shared/json/write.h"
#include "workers/search/documents.h"

namespace crow::products {

// A product as a page shows it. `more` are further members, with their names.
struct Shop {
  std::string name = "Red shoes";
  std::string price = "12.99";
  std::string url = {};  // Made of the name, when empty.
  std::string more = {};
};

class ProductsWorld : public World {
 public:
  const std::string northwind = "northwind00000000000000000000001";
  const std::string contoso = "contoso0000000000000000000000001";
  const Caller ada = caller("ada", northwind, Role::owner);
  const Caller dan = caller("dan", northwind, Role::member);
  const Caller bob = caller("bob", contoso, Role::owner);

  ProductsWorld() {
    search::Documents::forget_all();
    set_variable("INTERNAL_KEY", "internal-key-for-tests-00000001");
    migrate("workers/products/migrations");
    set_neighbour("IMAGES", [](const Message&) { return Reply{200, {}, R"({"isQueued":true})"}; });
  }
  ~ProductsWorld() { EXPECT_EQ(database().scans(), std::vector<std::string>()); }

  static Caller caller(std::string user, std::string organization, Role role) {
    return {std::move(user), std::move(organization), role, default_permissions(role), Tier::free};
  }

  Reply send_as(const Caller& by, std::string method, std::string_view path,
                std::string body = {}) {
    Message message{std::move(method), concat("/api/v1/products", path), {}, std::move(body)};
    if (!message.body.empty()) message.headers.emplace_back("content-type", "application/json");
    message.headers.push_back(as(by));
    return send(std::move(message));
  }
  Reply get_as(const Caller& by, std::string_view path) { return send_as(by, "GET", path); }

  static std::string json(const Shop& one) {
    std::string url = one.url;
    if (url.empty())
      for (const char c : one.name) url += c == ' ' ? '-' : c;
    return concat(
        R"({"name":)", json::write(one.name), R"(,"url":)",
        json::write(concat("https://shop.example/", url)),
        one.price.empty() ? "" : concat(R"(,"price":")", one.price, R"(","currency":"EUR")"),
        one.more.empty() ? "" : ",", one.more, '}');
  }
  Reply upsert(const std::string& organization, const std::vector<Shop>& all) {
    std::string body = concat(R"({"organizationId":")", organization, R"(","products":[)");
    for (std::size_t i = 0; i < all.size(); ++i) body += concat(i ? "," : "", json(all[i]));
    return internal("POST", "/internal/products/batch", body + "]}");
  }
  Reply internal(std::string method, std::string path, std::string body) {
    return send({std::move(method),
                 std::move(path),
                 {{"x-internal-key", "internal-key-for-tests-00000001"},
                  {"content-type", "application/json"}},
                 std::move(body)});
  }
  // Products that must be taken in, all of them new.
  std::vector<std::string> add(const std::string& organization, const std::vector<Shop>& all) {
    const auto reply = upsert(organization, all);
    EXPECT_EQ(reply.status, 200) << reply.body;
    auto output = read_body<UpsertProducts::Output>(reply);
    EXPECT_EQ(output.created, std::ssize(all)) << reply.body;
    return output.ids;
  }

  search::ListProducts::Output list(const Caller& by, std::string_view query = {}) {
    const auto reply = get_as(by, query);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return read_body<search::ListProducts::Output>(reply);
  }
  // The names of it, with bars between.
  std::string names(const Caller& by, std::string_view query = {}) {
    std::string out;
    for (const Product& one : list(by, query).data) out += concat(out.empty() ? "" : "|", one.name);
    return out;
  }
  search::SearchProducts::Output find(const Caller& by, std::string_view query) {
    const auto reply = get_as(by, concat("/search", query));
    EXPECT_EQ(reply.status, 200) << reply.body;
    return read_body<search::SearchProducts::Output>(reply);
  }
  std::string hits(const Caller& by, std::string_view query) {
    std::string out;
    for (const search::ProductHit& hit : find(by, query).page.data)
      out += concat(out.empty() ? "" : "|", hit.product.name);
    return out;
  }
};

}  // namespace crow::products
