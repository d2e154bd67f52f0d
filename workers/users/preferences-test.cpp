#include "shared/contracts/users.h"
#include "shared/identity/testing.h"

namespace crow::users {
namespace {

constexpr std::string_view kDefaults =
    R"({"locale":"en","timeZone":"UTC","theme":"system","emailNotifications":true,)"
    R"("custom":{},"updatedAt":null})";

struct Liking : TwoOrganizations {
  Reply read(const Caller& caller, std::string_view id = "me") {
    return get_as(caller, concat("/api/v1/users/", id, "/preferences"));
  }
  Reply change(const Caller& caller, std::string json, std::string_view id = "me") {
    return send_as(caller, {.method = "PATCH",
                            .target = concat("/api/v1/users/", id, "/preferences"),
                            .headers = {{"content-type", "application/json"}},
                            .body = std::move(json)});
  }
};

TEST(Preferences, HaveDefaults) {
  Liking world;
  EXPECT_EQ(world.read(world.dan).body, kDefaults);
  EXPECT_EQ(world.read(world.dan, world.dan.user_id).body, kDefaults);
}

TEST(Preferences, ChangeWhatIsGivenAndLeaveTheRest) {
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

TEST(Preferences, AreThePersonsAlone) {
  Liking world;
  const std::string json = R"({"theme":"dark"})";
  EXPECT_EQ(refusal_of(world.read(world.ada, world.dan.user_id)), "403 FORBIDDEN");
  EXPECT_EQ(refusal_of(world.read(world.bob, world.dan.user_id)), "404 NOT_FOUND");
  EXPECT_EQ(refusal_of(world.change(world.ada, json, world.dan.user_id)), "403 FORBIDDEN");
  EXPECT_EQ(refusal_of(world.change(world.bob, json, world.dan.user_id)), "404 NOT_FOUND");
  EXPECT_EQ(world.read(world.dan).body, kDefaults);
}

TEST(Preferences, NameWhatIsWrong) {
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

TEST(Preferences, TakeTheFormsThatThereAre) {
  for (const char* good : {"en", "gsw", "de-CH", "zh-Hant", "zh-Hant-TW", "es-419"})
    EXPECT_TRUE(LocaleFormat::matches(good)) << good;
  for (const char* bad : {"", "e", "EN", "en-us", "en-Latn-", "en--US", "zh-TW-Hant", "en-1"})
    EXPECT_FALSE(LocaleFormat::matches(bad)) << bad;
  for (const char* good : {"UTC", "Europe/Berlin", "Etc/GMT+3", "America/Argentina/Buenos_Aires"})
    EXPECT_TRUE(TimeZoneFormat::matches(good)) << good;
  for (const char* bad : {"", "/UTC", "Europe//Berlin", "Europe/Ber lin", "+1", "Etc/GMT:3"})
    EXPECT_FALSE(TimeZoneFormat::matches(bad)) << bad;
}

}  // namespace
}  // namespace crow::users
