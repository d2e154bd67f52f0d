#include "workers/users/testing.h"

namespace crow::users {
namespace {

TEST(UpdatePreferences, ChangeWhatIsGivenAndLeaveTheRest) {
  Liking world;
  const auto first = world.change(
      world.dan, R"({"locale":"de-CH","theme":"dark","custom":{"columns":["a","b"]}})");
  EXPECT_EQ(first.status, 200);
  const auto second =
      world.change(world.dan, R"({"timeZone":"Europe/Zurich","emailNotifications":false})");
  EXPECT_EQ(second.body, R"({"locale":"de-CH","timeZone":"Europe/Zurich","theme":"dark",)"
                         R"("emailNotifications":false,"custom":{"columns":["a","b"]},)"
                         R"("updatedAt":"2026-09-21T14:13:20.000Z"})");
  EXPECT_EQ(world.read(world.dan).body, second.body);
  EXPECT_EQ(world.read(world.ada).body, kDefaults);
}

TEST(UpdatePreferences, OfAnAccountThatIsGoneAreRefused) {
  Liking world;
  Caller gone = world.dan;
  gone.user_id = std::string(32, 'G');
  EXPECT_EQ(refusal_of(world.change(gone, R"({"theme":"dark"})")), "401 UNAUTHORIZED");
}

TEST(UpdatePreferences, NameWhatIsWrong) {
  Liking world;
  const std::string big = concat(R"({"custom":{"a":")", std::string(8'192, 'a'), R"("}})");
  const std::pair<std::string, std::string_view> cases[] = {
      {R"({"locale":"German"})", "locale"},
      {R"({"locale":"de_CH"})", "locale"},
      {R"({"locale":"en-"})", "locale"},
      {R"({"timeZone":"Europe/"})", "timeZone"},
      {R"({"timeZone":"../etc"})", "timeZone"},
      {R"({"timeZone":"a/b/c/d"})", "timeZone"},
      {R"({"theme":"pink"})", "theme"},
      {R"({"theme":null})", "theme"},
      {R"({"emailNotifications":1})", "emailNotifications"},
      {R"({"custom":[]})", "custom"},
      {big, "custom"},
      {R"({"updatedAt":null})", "updatedAt"},
  };
  for (const auto& [json, field] : cases) {
    const auto reply = world.change(world.dan, json);
    EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR") << json;
    EXPECT_EQ(fault_of(reply).field, field) << reply.body;
  }
  EXPECT_EQ(refusal_of(world.change(world.dan, "{}")), "400 VALIDATION_ERROR");
}

}  // namespace
}  // namespace crow::users
