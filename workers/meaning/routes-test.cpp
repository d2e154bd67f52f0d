#include "workers/meaning/routes.h"

#include "workers/meaning/testing.h"

namespace crow::meaning {
namespace {

TEST(Meaning, IsForServicesAlone) {
  Meaning world;
  for (const std::string_view path : {"texts", "texts/forget", "search"})
    EXPECT_EQ(world.post(concat("/internal/meaning/", path), "{}").status, 401) << path;
}

}  // namespace
}  // namespace crow::meaning
