#include "workers/images/stored.h"

#include <gtest/gtest.h>

namespace crow::images {
namespace {

vision::Looks looks() {
  vision::Looks looks;
  looks.look = 0x00ff'0123'4567'89ab;
  for (std::size_t i = 0; i < looks.fields.size(); ++i)
    looks.fields[i] = {static_cast<std::uint8_t>(i), 0xfe, static_cast<std::uint8_t>(255 - i)};
  return looks;
}

TEST(Looks, AreReadAsTheyAreWritten) {
  Shown shown;
  shown.look = write_look(looks());
  shown.looksOfFields = write_fields(looks());
  EXPECT_EQ(*shown.look, "00ff0123456789ab");
  EXPECT_EQ(shown.looksOfFields->size(), 6 * looks().fields.size());
  const auto read = looks_in(shown);
  ASSERT_TRUE(read);
  EXPECT_EQ(write_look(*read), *shown.look);
  EXPECT_EQ(write_fields(*read), *shown.looksOfFields);
}

TEST(Looks, AreMissingWhereAPictureWasKeptUndecoded) {
  Shown shown;
  EXPECT_FALSE(looks_in(shown));
  shown.look = write_look(looks());
  EXPECT_FALSE(looks_in(shown));
}

}  // namespace
}  // namespace crow::images
