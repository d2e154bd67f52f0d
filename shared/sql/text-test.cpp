#include "shared/sql/text.h"

#include <gtest/gtest.h>

#include "shared/sql/statement.h"

namespace crow::sql {
namespace {

struct Row {
  std::string id, name;
  static constexpr auto fields = describe(field<&Row::id>("id", ""), field<&Row::name>("name", ""));
};

constexpr Piece kColumns{"u.id, u.name"};
constexpr Piece kOfOrganization = join<" WHERE u.organization_id = ", "?1">;

TEST(Text, IsItsPiecesInOrder) {
  EXPECT_EQ((text<"SELECT ", kColumns, " FROM user AS u", kOfOrganization>),
            "SELECT u.id, u.name FROM user AS u WHERE u.organization_id = ?1");
  EXPECT_EQ(text<"">, "");
  EXPECT_EQ((text<"a", "", "b">), "ab");
  EXPECT_EQ((text<join<kColumns, "">, kColumns>), "u.id, u.nameu.id, u.name");
}

TEST(Text, EndsWithNul) {
  constexpr std::string_view joined = text<"a", "b">;
  EXPECT_EQ(joined.data()[joined.size()], '\0');
}

TEST(Text, IsCheckedAsAStatementIs) {
  static constexpr Statement<Row, std::string_view> kAll{
      "users.all", text<"SELECT ", kColumns, " FROM user AS u", kOfOrganization>};
  EXPECT_EQ(kAll.text, "SELECT u.id, u.name FROM user AS u WHERE u.organization_id = ?1");
}

}  // namespace
}  // namespace crow::sql
