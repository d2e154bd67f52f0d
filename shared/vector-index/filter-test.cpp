#include "shared/vector-index/filter.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/core/text.h"
#include "shared/vector-index/limits.h"

namespace crow::vector_index {
namespace {

Scalar text(std::string value) { return {Scalar::Kind::text, 0, std::move(value)}; }
Scalar number(double value) { return {Scalar::Kind::number, value, {}}; }
Scalar boolean(bool value) { return {Scalar::Kind::boolean, value ? 1.0 : 0.0, {}}; }

// Whether a value passes a filter of the property "p".
bool passes(std::string_view condition, const Scalar& value) {
  const auto filter = parse_filter(concat(R"({"p":)", condition, '}'));
  EXPECT_TRUE(filter.has_value()) << condition << (filter ? "" : filter.error().message);
  if (!filter) return false;
  return std::ranges::all_of(*filter, [&](const Condition& one) { return one.holds(value); });
}

std::string refusal_of(std::string_view json) {
  const auto filter = parse_filter(json);
  if (filter) return "taken";
  EXPECT_EQ(filter.error().name, refusal::kBadFilter);
  return filter.error().message;
}

TEST(Filter, ComparesEqualsOfOneType) {
  for (const std::string_view form : {R"("a")", R"({"$eq":"a"})", R"({"$in":["b","a"]})"}) {
    EXPECT_TRUE(passes(form, text("a"))) << form;
    EXPECT_FALSE(passes(form, text("A"))) << form;
    EXPECT_FALSE(passes(form, {})) << form;
  }
  EXPECT_TRUE(passes("1", number(1)));
  EXPECT_TRUE(passes("1.0", number(1)));
  EXPECT_FALSE(passes("1", boolean(true)));
  EXPECT_FALSE(passes("1", text("1")));
  EXPECT_TRUE(passes("false", boolean(false)));
  EXPECT_TRUE(passes("null", {}));
  EXPECT_FALSE(passes("null", boolean(false)));
}

TEST(Filter, TakesWhatIsNotThereForNull) {
  EXPECT_TRUE(passes(R"({"$ne":"a"})", {}));
  EXPECT_FALSE(passes(R"({"$ne":null})", {}));
  EXPECT_TRUE(passes(R"({"$ne":null})", text("a")));
  EXPECT_TRUE(passes(R"({"$nin":["a"]})", {}));
  EXPECT_FALSE(passes(R"({"$nin":["a",null]})", {}));
  EXPECT_TRUE(passes(R"({"$in":["a",null]})", {}));
  EXPECT_FALSE(passes(R"({"$in":[]})", {}));
  EXPECT_TRUE(passes(R"({"$nin":[]})", {}));
}

TEST(Filter, OrdersNumbersAndTexts) {
  EXPECT_TRUE(passes(R"({"$lt":2})", number(1.5)));
  EXPECT_FALSE(passes(R"({"$lt":2})", number(2)));
  EXPECT_TRUE(passes(R"({"$lte":2})", number(2)));
  EXPECT_TRUE(passes(R"({"$gt":-1})", number(0)));
  EXPECT_TRUE(passes(R"({"$gte":0})", number(0)));
  EXPECT_TRUE(passes(R"({"$gte":1,"$lt":2})", number(1)));
  EXPECT_FALSE(passes(R"({"$lt":2,"$gte":1})", number(2)));
  EXPECT_TRUE(passes(R"({"$gt":"ab"})", text("b")));
  EXPECT_FALSE(passes(R"({"$gt":"b"})", text("ab")));
  // Another type is neither less nor more.
  EXPECT_FALSE(passes(R"({"$lt":2})", text("1")));
  EXPECT_FALSE(passes(R"({"$gte":2})", text("3")));
  EXPECT_FALSE(passes(R"({"$lt":2})", {}));
}

TEST(Filter, ComparesTheFirst64BytesOfATextOnBothSides) {
  const std::string known(64, 'x');
  EXPECT_TRUE(passes(concat('"', known, "yyy\""), text(known)));
}

TEST(Filter, KeepsSeveralProperties) {
  const auto filter = parse_filter(R"({"a.b":1,"c":{"$gt":1,"$lt":5},"d":{"$in":["x",2,true]}})");
  ASSERT_TRUE(filter);
  ASSERT_EQ(filter->size(), 4u);
  EXPECT_EQ(filter->at(0).property, "a.b");
  EXPECT_EQ(filter->at(1).comparison, Comparison::gt);
  EXPECT_EQ(filter->at(2).comparison, Comparison::lt);
  EXPECT_EQ(filter->at(3).values.size(), 3u);
}

TEST(Filter, RefusesWhatIsNotOfItsGrammar) {
  EXPECT_EQ(refusal_of("{}"), "invalid filter: must not be empty");
  EXPECT_TRUE(refusal_of("[]").starts_with("invalid filter: only $in and $nin take a list"));
  EXPECT_EQ(refusal_of("1"), "invalid filter: a filter is an object");
  EXPECT_TRUE(refusal_of("{").starts_with("invalid filter: must be "));
  for (const std::string_view key : {R"({"":1})", R"({"$or":[1]})", R"({"a\"b":1})"})
    EXPECT_TRUE(refusal_of(key).starts_with("invalid filter: keys cannot be empty")) << key;
  EXPECT_EQ(refusal_of(R"({"a":{}})"), "invalid filter: no comparison for a");
  EXPECT_EQ(refusal_of(R"({"a":{"b":1}})"), "invalid filter: unknown operator b");
  EXPECT_EQ(refusal_of(R"({"a":{"$like":"x"}})"), "invalid filter: unknown operator $like");
  EXPECT_EQ(refusal_of(R"({"a":["x"]})"), "invalid filter: only $in and $nin take a list");
  EXPECT_EQ(refusal_of(R"({"a":{"$eq":["x"]}})"), "invalid filter: only $in and $nin take a list");
  EXPECT_EQ(refusal_of(R"({"a":{"$in":"x"}})"), "invalid filter: $in takes a list");
  EXPECT_TRUE(refusal_of(R"({"a":{"$in":[["x"]]}})").starts_with("invalid filter: only $in"));
  EXPECT_TRUE(refusal_of(R"({"a":{"$in":[{}]}})").starts_with("invalid filter: a list holds"));
  EXPECT_TRUE(
      refusal_of(R"({"a":{"$eq":{}}})").starts_with("invalid filter: a comparison is with"));
  EXPECT_EQ(refusal_of(R"({"a":{"$lt":true}})"), "invalid filter: $lt takes a text or a number");
  EXPECT_EQ(refusal_of(R"({"a":{"$gte":null}})"), "invalid filter: $gte takes a text or a number");
}

TEST(Filter, RefusesComparisonsThatDoNotGoTogether) {
  for (const std::string_view both :
       {R"("$lt":1,"$lte":2)", R"("$gt":1,"$gte":2)", R"("$eq":1,"$lt":2)", R"("$lt":2,"$ne":1)",
        R"("$ne":1,"$ne":2)", R"("$in":[1],"$nin":[2])", R"("$gt":1,"$lt":2,"$ne":3)"})
    EXPECT_EQ(refusal_of(concat(R"({"a":{)", both, "}}")),
              "invalid filter: these operators cannot stand together for a")
        << both;
}

TEST(Filter, RefusesWhatIsTooLong) {
  const auto make = [](std::size_t length) {
    return concat(R"({"a":")", std::string(length - 8, 'x'), R"("})");
  };
  EXPECT_EQ(refusal_of(make(kVectorFilterBytes)), "taken");
  EXPECT_EQ(refusal_of(make(kVectorFilterBytes + 1)),
            "invalid filter: too long; max is 2048 bytes, got 2049");
  EXPECT_EQ(refusal_of(concat(R"({")", std::string(512, 'k'), R"(":1})")), "taken");
  EXPECT_NE(refusal_of(concat(R"({")", std::string(513, 'k'), R"(":1})")), "taken");
}

}  // namespace
}  // namespace crow::vector_index
