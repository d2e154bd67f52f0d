#include "shared/identity/session-object.h"

#include <gtest/gtest.h>

namespace crow {
namespace {

TEST(SessionObject, IsTheSameForAUserAndTheUsersSessions) {
  EXPECT_EQ(session_object("aZ3xxxxxxxxxxxxxxxxxxxxxxxxxxxxx"), "aZ");
  EXPECT_EQ(session_object("aZ9yyyyyyyyyyyyyyyyyyyyyyyyyyyyy.c2lnbmF0dXJl"), "aZ");
}

TEST(SessionObject, HasNoNameThatACookieCouldMakeUp) {
  for (const std::string_view value : {"", "a", "a.", "-a", "a\n", "\xc3\xa9", "a/", " a"})
    EXPECT_EQ(session_object(value), "") << value;
}

}  // namespace
}  // namespace crow
