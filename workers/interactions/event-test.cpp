#include "workers/interactions/event.h"

#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

constexpr Timestamp kNow{1'790'000'000'000};
constexpr std::string_view kTime = "2026-09-21T14:00:00Z";

std::string event(std::string_view members) {
  return concat(R"({"id":"e1","sourceType":"web","type":"page_view",)", members, '}');
}
std::string at(std::string_view time, std::string_view more = {}) {
  return event(concat(R"("timestamp":")", time, '"', more.empty() ? "" : ",", more));
}

// "field expected" of each fault; "ok" when it is sound.
std::string faults(std::string json, const Sender& sender = {}) {
  const auto stored = read_event(std::move(json), sender, kNow);
  if (stored) return "ok";
  EXPECT_EQ(stored.error().code, ErrorCode::invalid_argument);
  std::string out;
  for (const Violation& violation : stored.error().violations)
    out += concat(out.empty() ? "" : " | ", violation.field, ": ", violation.expected);
  return out;
}
std::string with(std::string_view more) { return faults(at(kTime, more)); }

TEST(Event, NeedsAnIdAChannelATypeAndATimeAndNothingElse) {
  EXPECT_EQ(with({}), "ok");
  const std::string none = faults("{}");
  for (const std::string_view field : {"id: ", "sourceType: ", "type: ", "timestamp: "})
    EXPECT_NE(none.find(field), std::string::npos) << none;
  EXPECT_EQ(std::ranges::count(none, '|'), 3) << none;
}

TEST(Event, IsKeptAsItWasSent) {
  const auto stored =
      read_event(at("2026-09-21T16:00:00.5+02:00",
                    R"("summary":"Red shoes","visitorId":"v/1 é","sessionId":"s","productId":"p",)"
                    R"("url":"https://shop.example/?a=b","value":-1.25,"currency":"EUR",)"
                    R"("properties":{"a":[1,2.50],"b":{"c":null}})"),
                 {}, kNow);
  ASSERT_TRUE(stored.has_value());
  EXPECT_EQ(json::write(stored->event),
            R"({"id":"e1","sourceType":"web","type":"page_view",)"
            R"("timestamp":"2026-09-21T14:00:00.500Z","summary":"Red shoes","visitorId":"v/1 é",)"
            R"("sessionId":"s","productId":"p","url":"https://shop.example/?a=b","value":-1.25,)"
            R"("currency":"EUR","properties":{"a":[1,2.5],"b":{"c":null}}})");
}

TEST(Event, HasAnIdOfLettersDigitsUnderscoresDotsColonsAndHyphens) {
  const auto id = [](std::string_view text) {
    return faults(concat(R"({"sourceType":"cctv","type":"a","timestamp":"2026-09-21T14:00:00Z",)"
                         R"("id":")",
                         text, "\"}"));
  };
  for (const std::string& good : {std::string("a"), std::string("."), std::string("A.b:c-D_9"),
                                  std::string(64, 'x'), std::string("::ffff:1")})
    EXPECT_EQ(id(good), "ok") << good;
  for (const std::string& bad : {std::string(), std::string(65, 'x'), std::string("a b"),
                                 std::string("a/b"), std::string("é"), std::string("a\\n"),
                                 std::string("a|b"), std::string("%61"), std::string("\\u0000")})
    EXPECT_TRUE(id(bad).starts_with("id: ")) << bad;
}

TEST(Event, HasATypeInLowerCase) {
  const auto type = [](std::string_view text) {
    return faults(concat(R"({"id":"e","sourceType":"web","timestamp":"2026-09-21T14:00:00Z",)"
                         R"("type":")",
                         text, "\"}"));
  };
  for (const std::string& good : {std::string("a"), std::string("page_view"),
                                  std::string("cart.add_2"), std::string(64, 'a')})
    EXPECT_EQ(type(good), "ok") << good;
  for (const std::string& bad :
       {std::string(), std::string("Page"), std::string("1a"), std::string("_a"), std::string(".a"),
        std::string("a-b"), std::string("a b"), std::string(65, 'a')})
    EXPECT_TRUE(type(bad).starts_with("type: ")) << bad;
}

TEST(Event, ComesFromOneOfThreeChannels) {
  for (const std::string_view source : {"web", "cctv", "social"})
    EXPECT_EQ(faults(concat(R"({"id":"e","type":"a","timestamp":"2026-09-21T14:00:00Z",)"
                            R"("sourceType":")",
                            source, "\"}")),
              "ok");
  for (const std::string_view bad : {R"("Web")", R"("shop")", "null", "1"})
    EXPECT_TRUE(faults(concat(R"({"id":"e","type":"a","timestamp":"2026-09-21T14:00:00Z",)"
                              R"("sourceType":)",
                              bad, '}'))
                    .starts_with("sourceType: "))
        << bad;
}

TEST(Event, HappenedFromTheYear2000ToADayAheadToTheMillisecond) {
  for (const std::string_view good :
       {"2000-01-01T00:00:00Z", "2000-01-01T01:00:00+01:00", "1999-12-31T23:00:00-01:00",
        "2026-09-22T14:13:20.000Z", "2026-09-22T16:13:20+02:00", "2026-09-22t14:13:19.9999z"})
    EXPECT_EQ(faults(at(good)), "ok") << good;
  const std::string expected =
      "timestamp: a time from 2000-01-01T00:00:00.000Z to 24 hours ahead, now "
      "2026-09-21T14:13:20.000Z";
  for (const std::string_view bad :
       {"1999-12-31T23:59:59.999Z", "2000-01-01T00:00:00+00:01", "1970-01-01T00:00:00Z",
        "2026-09-22T14:13:20.001Z", "2100-01-01T00:00:00Z", "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z"})
    EXPECT_EQ(faults(at(bad)), expected) << bad;
}

TEST(Event, SaysItsTimeWithAnOffset) {
  for (const std::string_view bad :
       {"2026-09-21T14:00:00", "2026-09-21", "2026-09-21 14:00", "2026-02-30T00:00:00Z", "now", "",
        "1790000000000", "2026-09-21T14:00:00+24:00"})
    EXPECT_TRUE(faults(at(bad)).starts_with("timestamp: ")) << bad;
  EXPECT_TRUE(faults(event(R"("timestamp":1790000000000)")).starts_with("timestamp: "));
}

TEST(Event, HasASummaryOfUpTo2000Characters) {
  const auto summary = [](std::string_view character, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += character;
    return with(concat(R"("summary":")", text, '"'));
  };
  EXPECT_EQ(summary("a", 2'000), "ok");
  EXPECT_EQ(summary("\xF0\x9F\x98\x80", 2'000), "ok");
  EXPECT_EQ(summary("", 0), "ok");
  EXPECT_TRUE(summary("a", 2'001).starts_with("summary: "));
}

TEST(Event, NamesWhoAndWhatInUpTo128Characters) {
  for (const std::string_view field : {"visitorId", "sessionId", "productId"}) {
    const auto reference = [&](std::string_view text) {
      return with(concat('"', field, R"(":")", text, '"'));
    };
    EXPECT_EQ(reference(std::string(128, 'v')), "ok");
    EXPECT_EQ(reference("anything / at all ü"), "ok");
    for (const std::string& bad : {std::string(), std::string(129, 'v')})
      EXPECT_TRUE(reference(bad).starts_with(field)) << bad;
    EXPECT_EQ(with(concat('"', field, R"(":null)")), "ok");
  }
}

TEST(Event, HasAnAddressOfUpTo2048Characters) {
  EXPECT_EQ(with(concat(R"("url":")", std::string(2'048, 'u'), '"')), "ok");
  EXPECT_TRUE(with(concat(R"("url":")", std::string(2'049, 'u'), '"')).starts_with("url: "));
}

TEST(Event, HasACurrencyWithAValueOrWithoutOne) {
  EXPECT_EQ(with(R"("value":12.5,"currency":"EUR")"), "ok");
  EXPECT_EQ(with(R"("value":3)"), "ok");
  EXPECT_EQ(with(R"("value":0,"currency":"USD")"), "ok");
  EXPECT_EQ(with(R"("currency":"EUR")"), "ok");
  EXPECT_EQ(with(R"("value":null,"currency":"EUR")"), "ok");
  for (const std::string_view bad : {R"("eur")", R"("EURO")", R"("EU")", R"("€")", R"("")", "978"})
    EXPECT_TRUE(with(concat(R"("value":1,"currency":)", bad)).starts_with("currency: ")) << bad;
}

TEST(Event, HasAValueThatIsANumber) {
  for (const std::string_view good : {"-1", "0.1", "1e3", "1e15", "-1e15", "null"})
    EXPECT_EQ(with(concat(R"("value":)", good)), "ok") << good;
  for (const std::string_view bad : {R"("12")", "1.1e15", "1e308", "true", "[1]"})
    EXPECT_TRUE(with(concat(R"("value":)", bad)).starts_with("value: ")) << bad;
  EXPECT_TRUE(with(R"("value":1e999)").starts_with("value: JSON; at byte"));
  EXPECT_TRUE(with(R"("value":1e308000)").starts_with("value: JSON; at byte"));
}

TEST(Event, HasPropertiesOfUpTo8192Bytes) {
  const auto properties = [](std::size_t bytes) {
    return with(concat(R"("properties":{"a":")", std::string(bytes - 8, 'x'), R"("})"));
  };
  EXPECT_EQ(properties(8'192), "ok");
  EXPECT_EQ(properties(8'193), "properties: an object of at most 8192 bytes");
  EXPECT_EQ(properties(1'000'000), "properties: an object of at most 8192 bytes");
  // Bytes of UTF-8, however they were spelled; blanks do not count.
  EXPECT_EQ(with(concat(R"("properties":{"a":")", std::string(8'183, 'x'), R"(\u00e9"})")),
            "properties: an object of at most 8192 bytes");
  EXPECT_EQ(with(concat(R"("properties":{)", std::string(9'000, ' '), R"("a":1})")), "ok");
}

TEST(Event, HasPropertiesThatAreAnObjectOfUpToFiveLevels) {
  EXPECT_EQ(with(R"("properties":{"a":{"b":{"c":{"d":1}}}})"), "ok");
  EXPECT_EQ(with(R"("properties":{"a":{"b":{"c":[{}]}}})"), "ok");
  const std::string expected = "properties: an object at most 5 levels deep";
  EXPECT_EQ(with(R"("properties":{"a":{"b":{"c":{"d":{}}}}})"), "ok");
  EXPECT_EQ(with(R"("properties":{"a":{"b":{"c":{"d":[[]]}}}})"), expected);
  EXPECT_EQ(with(R"("properties":[[[[[[1]]]]]])"), "properties: an object | " + expected);
  EXPECT_EQ(with(concat(R"("properties":{"a":)", std::string(100'000, '['),
                        std::string(100'000, ']'), '}')),
            expected);
}

TEST(Event, HasNoPropertiesThatAreNoObject) {
  for (const std::string_view bad : {"[]", "1", R"("{}")", "true"})
    EXPECT_TRUE(with(concat(R"("properties":)", bad)).starts_with("properties: ")) << bad;
  EXPECT_EQ(with(R"("properties":null)"), "ok");
}

TEST(Event, HoldsNeitherNulNorHalvesOfSurrogatePairs) {
  EXPECT_EQ(with(R"("summary":"a\u0000b")"), "summary: text without NUL characters");
  EXPECT_EQ(with(R"("properties":{"a":"\u0000"})"), "properties: text without NUL characters");
  EXPECT_EQ(with(R"("properties":{"\u0000":1})"), "properties: text without NUL characters");
  for (const std::string_view half : {R"(\ud83d)", R"(x\ude00)", R"(\ud83dx)"})
    EXPECT_EQ(with(concat(R"("summary":")", half, '"')),
              "summary: JSON without halves of surrogate pairs")
        << half;
  EXPECT_EQ(with(R"("summary":"\ud83d\ude00")"), "ok");
}

TEST(Event, RefusesFieldsThatItDoesNotKnowOrThatComeTwice) {
  EXPECT_EQ(with(R"("botScore":0)"), "botScore: a field of this operation");
  EXPECT_EQ(with(R"("organizationId":"other")"), "organizationId: a field of this operation");
  EXPECT_EQ(with(R"("id":"e2")"), "id: given once");
  EXPECT_EQ(with(R"("summary":"a","summary":"b")"), "summary: given once");
}

TEST(Event, TellsEveryFaultAtOnce) {
  EXPECT_EQ(faults(at("1970-01-01T00:00:00Z",
                      concat(R"("properties":{"a":")", std::string(9'000, 'x'), R"("})"))),
            "timestamp: a time from 2000-01-01T00:00:00.000Z to 24 hours ahead, now "
            "2026-09-21T14:13:20.000Z | properties: an object of at most 8192 bytes");
}

TEST(Event, OfAPageGetsTheNameOfTheDayForWhomItDoesNotName) {
  const Sender page{.anonymous_id = "anon_1"};
  const auto visitor = [&](std::string json) {
    return read_event(std::move(json), page, kNow)
        ->event.visitorId.value_or(Reference{"none"})
        .value;
  };
  EXPECT_EQ(visitor(at(kTime)), "anon_1");
  EXPECT_EQ(visitor(at(kTime, R"("visitorId":"v1")")), "v1");
  EXPECT_EQ(
      visitor(R"({"id":"e","sourceType":"cctv","type":"a","timestamp":"2026-09-21T14:00:00Z"})"),
      "none");
}

TEST(Event, IsScored) {
  const auto stored =
      read_event(at(kTime), {.user_agent = "curl/8", .score = score_of("curl/8", false)}, kNow);
  EXPECT_EQ(stored->botScore, 100);
  EXPECT_EQ(stored->botReasons.text, R"(["http_library","no_language"])");
  EXPECT_EQ(read_event(at(kTime), {}, kNow)->botReasons.text, "[]");
}

TEST(Event, ThatIsNoObjectIsRefused) {
  for (const std::string_view bad : {"", "[]", "1", "null", R"("e1")", "{", "{}{}", "nope"})
    EXPECT_NE(faults(std::string(bad)), "ok") << bad;
}

}  // namespace
}  // namespace crow::interactions
