#include "shared/openapi/pretty.h"

#include <gtest/gtest.h>

namespace crow::openapi {
namespace {

TEST(Pretty, WhatFitsStaysOnOneLine) {
  EXPECT_EQ(pretty(R"({"a":1,"b":[true,null],"c":{}})"),
            "{\"a\": 1, \"b\": [true, null], \"c\": {}}\n");
}

TEST(Pretty, LongValuesAreBrokenAtEachMember) {
  const std::string text(90, 'x');
  EXPECT_EQ(pretty("{\"a\":[\"" + text + "\",2],\"b\":{\"c\":3}}"),
            "{\n  \"a\": [\n    \"" + text + "\",\n    2\n  ],\n  \"b\": {\"c\": 3}\n}\n");
}

TEST(Pretty, TextsAreLeftAlone) {
  EXPECT_EQ(pretty(R"({"a":"x,y:z {\"q\"} \\","b":"[,"})"),
            "{\"a\": \"x,y:z {\\\"q\\\"} \\\\\", \"b\": \"[,\"}\n");
  const std::string text(90, 'x');
  EXPECT_EQ(pretty("[\"{,\\\"}" + text + "\",\"\\\\\"]"),
            "[\n  \"{,\\\"}" + text + "\",\n  \"\\\\\"\n]\n");
}

}  // namespace
}  // namespace crow::openapi
