#include "workers/images/stored.h"

#include <gtest/gtest.h>

namespace crow::images {
namespace {

vision::Looks some_looks() {
  vision::Looks looks;
  looks.look = 0x0123456789abcdefu;
  for (std::size_t i = 0; i < looks.fields.size(); ++i)
    looks.fields[i] = {static_cast<std::uint8_t>(i * 16), 7, static_cast<std::uint8_t>(255 - i)};
  return looks;
}

TEST(StoredPicture, KeepsHowItLooks) {
  const vision::Looks looks = some_looks();
  Shown shown;
  EXPECT_FALSE(looks_in(shown)) << "it was kept undecoded";
  shown.look = write_look(looks);
  shown.looksOfFields = write_fields(looks);
  EXPECT_EQ(shown.look, "0123456789abcdef");
  const auto read = looks_in(shown);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->look, looks.look);
  EXPECT_EQ(write_fields(*read), shown.looksOfFields);
}

TEST(StoredPicture, ThatIsBrokenLooksLikeNothing) {
  Shown shown;
  shown.looksOfFields = write_fields(some_looks());
  for (const char* look : {"", "0123", "0123456789abcdeg", "0123456789ABCDEF"}) {
    shown.look = look;
    EXPECT_FALSE(looks_in(shown)) << look;
  }
}

}  // namespace
}  // namespace crow::images
