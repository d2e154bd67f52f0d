#include "shared/catalog/show.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"
#include "shared/host/fake/world.h"
#include "shared/sql/testing.h"

namespace crow::products {
namespace {

// Products 1 and 2 of north, 3 of south; 2 was deleted.
struct Catalog : World {
  Database catalog{Host(1), "DB"};
  Catalog() {
    migrate("workers/products/migrations");
    for (const auto& [id, organization, deleted] :
         {std::tuple{"p1", "north", "NULL"}, {"p2", "north", "7"}, {"p3", "south", "NULL"}})
      sql::run_script(database(),
                      {concat("INSERT INTO product (id, organization_id, identity, name, "
                              "description, availability, categories, source_images, provenance, "
                              "edited, name_key, lengths, language, change, created_at, "
                              "updated_at, seen_at, deleted_at) VALUES ('",
                              id, "', '", organization, "', '", id, "', 'Name of ", id,
                              "', '', 'InStock', '[\"Shoes\"]', '[]', '{}', '[]', '', '', 'en', "
                              "1, 1, 1, 1, ",
                              deleted, ')')});
  }
  template <typename T>
  Result<T> outcome(Task<T> task) {
    std::optional<Result<T>> out;
    const Root root =
        crow::run(std::move(task), [&](Result<T> result) { out.emplace(std::move(result)); });
    World::run();
    return std::move(*out);
  }
};

TEST(Show, ReadsOneProductOfItsOrganization) {
  Catalog world;
  const auto found = world.outcome(read_product(world.catalog, "north", "p1"));
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->name, "Name of p1");
  EXPECT_EQ(found->categories, std::vector<std::string>{"Shoes"});
  for (const char* id : {"p2", "p3", "p4"})
    EXPECT_EQ(world.outcome(read_product(world.catalog, "north", id)).error().code,
              ErrorCode::not_found);
}

TEST(Show, ReadsManyInTheOrderOfTheirNumbers) {
  Catalog world;
  const auto found = world.outcome(read_shown(world.catalog, "north", {3, 2, 1, 9}));
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(found->front().row.id, "p1");
  world.operations.clear();
  EXPECT_TRUE(world.outcome(read_shown(world.catalog, "north", {}))->empty());
  EXPECT_TRUE(world.operations.empty());
}

}  // namespace
}  // namespace crow::products
