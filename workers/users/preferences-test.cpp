#include "workers/users/testing.h"

namespace crow::users {
namespace {

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
