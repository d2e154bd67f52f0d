#include "workers/search/testing.h"

namespace crow::search {
namespace {

World::Reply count(ProductsWorld& world, std::string_view organization, bool is_service = true) {
  World::Headers headers;
  if (is_service) headers.emplace_back("x-internal-key", "internal-key-for-tests-00000001");
  return world.post("/internal/search/counts",
                    concat(R"({"organizationId":")", organization, R"("})"), std::move(headers));
}

CountForService::Output read_counts(const World::Reply& reply) {
  auto counts = json::read<CountForService::Output>(reply.body);
  EXPECT_TRUE(counts) << reply.body;
  return counts ? std::move(*counts) : CountForService::Output{};
}

std::string words(const std::vector<FacetValue>& values) {
  std::string out;
  for (const FacetValue& one : values) out += concat(one.value, ' ', one.count, ' ');
  return out;
}

TEST(CountForService, CountsWhatACatalogHolds) {
  Searched world;
  const auto made = read_counts(count(world, world.northwind));
  EXPECT_EQ(made.total, 4);
  EXPECT_EQ(words(made.facets.category), "Jackets 2 Shoes 2 Children 1 Running 1 ");
  EXPECT_EQ(words(made.facets.brand), "Nord 2 Peak 2 ");
  EXPECT_EQ(made.currency, "EUR");
  EXPECT_EQ(made.priced, 4);
  EXPECT_EQ(made.lowest, 450'000);
  EXPECT_EQ(made.highest, 1'205'000);
  std::string availability = words(made.facets.availability);
  EXPECT_NE(availability.find("InStock 2"), availability.npos) << availability;
}

TEST(CountForService, LeavesOutWhatIsDeletedAndWhatIsOthers) {
  Searched world;
  const auto listed = world.list(world.ada, "?sort=price_desc");
  ASSERT_EQ(listed.data.size(), 4u);
  EXPECT_EQ(world.send_as(world.ada, "DELETE", concat("/", listed.data[0].id)).status, 204);
  const auto made = read_counts(count(world, world.northwind));
  EXPECT_EQ(made.total, 3);
  EXPECT_EQ(made.highest, 899'000);
  EXPECT_EQ(read_counts(count(world, world.contoso)).total, 0);
}

TEST(CountForService, IsForServicesAlone) {
  Searched world;
  EXPECT_EQ(count(world, world.northwind, false).status, 401);
}

}  // namespace
}  // namespace crow::search
