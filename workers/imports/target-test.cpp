#include "workers/imports/target.h"

#include "workers/imports/testing.h"

namespace crow::imports {
namespace {

constexpr ImportTarget kBoth[] = {ImportTarget::interactions, ImportTarget::products};

TEST(ImportTarget, AMappingNamesItsOwnParts) {
  const auto is_fine = [](ImportTarget target, std::string name) {
    return check_mapping(rules_of(target), {{{std::move(name), {"Spalte"}}}}).has_value();
  };
  for (const ImportTarget target : kBoth) {
    for (const std::string_view part : rules_of(target).parts)
      EXPECT_TRUE(is_fine(target, std::string(part))) << part;
    EXPECT_FALSE(is_fine(target, "colour"));
  }
  EXPECT_TRUE(is_fine(ImportTarget::interactions, "author"));
  EXPECT_FALSE(is_fine(ImportTarget::products, "author"));
  EXPECT_FALSE(is_fine(ImportTarget::interactions, "brand"));
}

TEST(ImportTarget, WhatANewImportShowsIsWhatItsRowSays) {
  Imports world;
  const std::string posts = Imports::id_in(world.upload("{}"));
  const std::string shop = Imports::id_in(world.upload_products("name\nx\n"));
  EXPECT_EQ(world.look(posts).import.counts.text, rules_of(ImportTarget::interactions).no_counts);
  EXPECT_EQ(world.look_at_products(shop).import.counts.text,
            rules_of(ImportTarget::products).no_counts);
}

}  // namespace
}  // namespace crow::imports
