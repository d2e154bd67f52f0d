#include "shared/contracts/page.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"
#include "shared/json/read.h"
#include "shared/json/write.h"

namespace crow {
namespace {

Paging paging(std::string_view json) {
  auto read = json::read<Paging>(std::string(json));
  EXPECT_TRUE(read.has_value()) << json;
  return read.value_or(Paging{});
}

TEST(Paging, BecomesAnOffsetOrAPlace) {
  const auto offset = [](std::string_view json) { return read_paging(paging(json))->offset; };
  EXPECT_EQ(offset("{}"), 0);
  EXPECT_EQ(offset(R"({"page":1,"limit":100})"), 0);
  EXPECT_EQ(offset(R"({"page":3})"), 40);
  EXPECT_EQ(offset(R"({"page":1000000,"limit":100})"), 99'999'900);
  EXPECT_EQ(read_paging(paging("{}"))->page, 1);

  const auto request = read_paging({.cursor = Cursor{cursor_of({1'790'000'000'000, "abc"})}});
  ASSERT_TRUE(request.has_value());
  EXPECT_EQ(request->page, std::nullopt);
  EXPECT_EQ(request->offset, 0);
  EXPECT_EQ(request->limit, 20);
  EXPECT_EQ(request->after->time, 1'790'000'000'000);
  EXPECT_EQ(request->after->id, "abc");
}

TEST(Paging, GoesOnBehindWhateverIdAnotherSystemGave) {
  for (const std::string& id :
       {std::string("a.b:c-d_E9"), std::string("-"), std::string("."), std::string(64, ':')}) {
    const auto request = read_paging({.cursor = Cursor{cursor_of({1, id})}});
    ASSERT_TRUE(request.has_value()) << id;
    EXPECT_EQ(request->after->id, id);
  }
}

TEST(Paging, RefusesBothAPageAndACursor) {
  const auto refused =
      read_paging({.page = PageNumber{1}, .limit = {20}, .cursor = Cursor{cursor_of({1, "a"})}});
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().violations[0].field, "cursor");
  EXPECT_EQ(refused.error().violations[0].expected, "absent when page is given");
}

TEST(Paging, RefusesCursorsThatAreNotOurs) {
  std::vector<std::string> cursors = {"x", "!", "===", base64url("1"), "MQ", cursor_of({1, ""})};
  for (const std::string_view text :
       {"", "|", "|a", "1|", "1", "x|a", "-1|a", "1|a|b", "1|a b", " 1|a", "1 |a", "1|\xFF",
        "1.5|a", "9007199254740993|a", "9223372036854775808|a", "1|a'; DROP TABLE user; --"})
    cursors.push_back(base64url(text));
  cursors.push_back(base64url("1|" + std::string(65, 'a')));
  for (const std::string& cursor : cursors) {
    const auto refused = read_paging({.cursor = Cursor{cursor}});
    ASSERT_FALSE(refused.has_value()) << cursor;
    EXPECT_EQ(refused.error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(refused.error().violations[0].received, cursor.substr(0, 64));
  }
}

struct Item {
  std::string id;
  static constexpr auto fields = describe(field<&Item::id>("id", ""));
};

std::vector<Listed<Item>> rows(int count) {
  std::vector<Listed<Item>> out;
  for (int i = 1; i <= count; ++i) out.push_back({{to_text(i)}, {i, concat("p", i)}});
  return out;
}

TEST(Page, HasANextCursorExactlyWhenThereIsARowTooMany) {
  const PageRequest request{.limit = 2, .page = 1};
  EXPECT_EQ(json::write(Page<Item>::from(rows(0), request, 0)),
            R"({"data":[],"page":1,"limit":2,"total":0,"nextCursor":null})");
  EXPECT_EQ(json::write(Page<Item>::from(rows(2), request, 2)),
            R"({"data":[{"id":"1"},{"id":"2"}],"page":1,"limit":2,"total":2,"nextCursor":null})");
  const auto page = Page<Item>::from(rows(3), {.limit = 2}, 9);
  EXPECT_EQ(page.data.size(), 2u);
  EXPECT_EQ(page.page, std::nullopt);
  const auto next = read_paging({.cursor = Cursor{*page.nextCursor}});
  EXPECT_EQ(next->after->time, 2);
  EXPECT_EQ(next->after->id, "p2");
}

TEST(Id, IsOneTo64LettersDigitsAndUnderscores) {
  for (const std::string& good :
       {std::string("a"), std::string(64, 'Z'), std::string("job_01JD8Z6M3Q")})
    EXPECT_TRUE(IdFormat::matches(good)) << good;
  for (const std::string& bad :
       {std::string(), std::string(65, 'a'), std::string("a-b"), std::string("a b"),
        std::string("\xC3\xA4"), std::string("a\0", 2), std::string("a\n")})
    EXPECT_FALSE(IdFormat::matches(bad)) << bad;
}

}  // namespace
}  // namespace crow
