// Each Format says the same rule twice, as a pattern for schemas and in code. Here both judge the
// same texts.
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "shared/openapi/services.h"

namespace crow::openapi {
namespace {

void collect(const Type& type, std::set<const Format*>& out) {
  if (type.format) out.insert(type.format);
  if (type.element) collect(*type.element, out);
  for (const Field& field : type.fields) collect(*field.type, out);
}

std::set<const Format*> formats_of_all_services() {
  std::set<const Format*> out;
  for (const ServiceEntry& service : services()) {
    for (const Entry& entry : service.entries) {
      collect(*entry.input, out);
      collect(*entry.output, out);
    }
  }
  return out;
}

// Texts around the rules of ids, addresses, names, dates: good ones, and each a little wrong.
constexpr std::string_view kSamples[] = {
    "",
    " ",
    "a",
    "A",
    "0",
    "_",
    "-",
    ".",
    "@",
    "/",
    "a b",
    "a\n",
    "abc_123",
    "abc-123",
    "abc.123",
    "usr_01J9ZZZZZZZZZZZZZZZZZZZZZZ",
    "0123456789012345678901234567890123456789012345678901234567890123",
    "01234567890123456789012345678901234567890123456789012345678901234",
    "ada@northwind.example",
    "Ada.Lovelace+news@shop.northwind.example",
    "ada@northwind",
    "@northwind.example",
    "ada@",
    "ada@@northwind.example",
    ".ada@northwind.example",
    "ada.@northwind.example",
    "a..da@northwind.example",
    "ada@-northwind.example",
    "ada@northwind-.example",
    "ada@northwind..example",
    "ada@northwind.e",
    "ada@northwind.3x",
    "ada@northwind.example.",
    "a'b@northwind.example",
    "ab'@northwind.example",
    "'@northwind.example",
    "-@northwind.example",
    "ada@n\xC3\xB6rthwind.example",
    "\xC3\xA4@northwind.example",
    "crow_",
    "crow-shop",
    "CROW",
    "northwind",
    "https://northwind.example/logo.png",
    "user00000000000000000000000000A1-0123456789abcdefghijABCDEFGHIJ01",
    "2026-11-21",
    "12.50",
    "EUR",
};

TEST(Format, PatternAndCodeAgree) {
  const auto formats = formats_of_all_services();
  ASSERT_FALSE(formats.empty());
  for (const Format* format : formats) {
    if (format->pattern.empty()) continue;
    EXPECT_TRUE(format->pattern.starts_with('^') && format->pattern.ends_with('$'))
        << format->pattern << " is not anchored";
    const std::regex pattern(std::string(format->pattern), std::regex::ECMAScript);
    std::size_t good = 0;
    for (const std::string_view sample : kSamples) {
      const bool fits = std::regex_match(std::string(sample), pattern);
      EXPECT_EQ(format->matches(sample), fits) << format->pattern << " and \"" << sample << '"';
      good += fits;
    }
    EXPECT_GT(good, 0u) << "no sample fits " << format->pattern << ": add one";
  }
}

}  // namespace
}  // namespace crow::openapi
