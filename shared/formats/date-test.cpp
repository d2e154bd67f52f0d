#include "shared/formats/date.h"

#include <gtest/gtest.h>

namespace crow {
namespace {

std::string shown(std::optional<Timestamp> time) { return time ? to_rfc3339(*time) : "none"; }

TEST(Date, ReadsRfc822AsFeedsWriteIt) {
  for (const char* text :
       {"Sat, 21 Nov 2026 08:30:00 GMT", "Sat, 21 Nov 2026 09:30:00 +0100", "21 Nov 2026 08:30 UT",
        "Fri, 21 nov 26 08:30:00", "Sat 21 November 2026 03:30:00 EST", "21 Nov 2026 8:30 Z",
        "  Sat,  21 Nov 2026  08:30:00  +00:00 "})
    EXPECT_EQ(shown(from_rfc822(text)), "2026-11-21T08:30:00.000Z") << text;
  EXPECT_EQ(shown(from_rfc822("1 Jan 99 00:00:00 GMT")), "1999-01-01T00:00:00.000Z");
}

TEST(Date, RefusesDatesThatDoNotExist) {
  for (const char* text : {"", "Sat", "31 Feb 2026 08:30:00 GMT", "21 Foo 2026 08:30:00 GMT",
                           "21 Nov 2026 25:00:00 GMT", "21 Nov 2026 08:30:00 CEST", "21 Nov 2026",
                           "21 Nov 2026 08:30:00 GMT again", "21 Nov 202 08:30:00 GMT"})
    EXPECT_EQ(shown(from_rfc822(text)), "none") << text;
  EXPECT_EQ(shown(from_rfc822(std::string(10'000, '1'))), "none");
}

TEST(Date, ReadsWhatTablesHold) {
  for (const char* text :
       {"2026-11-21T08:30:00Z", "2026-11-21T09:30:00+01:00", "2026-11-21 08:30:00",
        "2026-11-21 08:30", "2026-11-21T08:30:00", "2026-11-21 09:30:00 +0100",
        "2026-11-21T09:30:00+0100", "2026-11-21 08:30:00 UTC", "1795249800", "1795249800000",
        "Sat, 21 Nov 2026 08:30:00 GMT"})
    EXPECT_EQ(shown(read_date(text)), "2026-11-21T08:30:00.000Z") << text;
  EXPECT_EQ(shown(read_date("2026-11-21")), "2026-11-21T00:00:00.000Z");
  for (const char* text : {"", "soon", "2026-13-01", "21.11.2026", "11/21/2026", "12",
                           "2026-11-21x", "2026-11-21 08:30:00 Mars"})
    EXPECT_EQ(shown(read_date(text)), "none") << text;
}

}  // namespace
}  // namespace crow
