#include "shared/openapi/schema.h"

#include <gtest/gtest.h>

#include "shared/contracts/common.h"

namespace crow::openapi {
namespace {

enum class Colour : std::uint8_t { red, green };
constexpr auto names(Colour) { return std::to_array<std::string_view>({"red", "green"}); }

template <typename T>
std::string output() {
  return Schemas().of(kTypeOf<T>, Use::output);
}

TEST(Schema, ScalarsCarryTheirBounds) {
  EXPECT_EQ(output<bool>(), R"({"type":"boolean"})");
  EXPECT_EQ(output<std::int64_t>(), R"({"type":"integer","format":"int64"})");
  EXPECT_EQ(output<std::int32_t>(), R"({"type":"integer","format":"int32"})");
  EXPECT_EQ((output<Integer<1, 100>>()), R"({"type":"integer","minimum":1,"maximum":100})");
  EXPECT_EQ(output<double>(), R"({"type":"number"})");
  EXPECT_EQ((output<Number<-0.5, 1.0>>()), R"({"type":"number","minimum":-0.5,"maximum":1})");
  EXPECT_EQ(output<std::string>(), R"({"type":"string"})");
  EXPECT_EQ((output<Text<0, 80>>()), R"({"type":"string","maxLength":80})");
  EXPECT_EQ(output<Id>(),
            R"({"type":"string","pattern":"^[A-Za-z0-9_]{1,64}$","minLength":1,"maxLength":64})");
  EXPECT_EQ(output<Colour>(), R"({"type":"string","enum":["red","green"]})");
  EXPECT_EQ(output<Timestamp>(), R"({"type":"string","format":"date-time"})");
  EXPECT_EQ(output<RawJson>(), "{}");
  EXPECT_EQ(output<RawObject>(), R"({"type":"object"})");
}

TEST(Schema, ContainersDescribeTheirElements) {
  EXPECT_EQ(output<std::vector<std::string>>(), R"({"type":"array","items":{"type":"string"}})");
  EXPECT_EQ((output<List<double, 1, 5>>()),
            R"({"type":"array","minItems":1,"maxItems":5,"items":{"type":"number"}})");
  EXPECT_EQ(output<Map<double>>(), R"({"type":"object","additionalProperties":{"type":"number"}})");
}

TEST(Schema, OptionalsMayBeNull) {
  EXPECT_EQ(output<std::optional<double>>(), R"({"type":["number","null"]})");
  EXPECT_EQ(output<std::optional<Colour>>(),
            R"({"type":["string","null"],"enum":["red","green",null]})");
  EXPECT_EQ(output<std::optional<RawObject>>(), R"({"type":["object","null"]})");
}

struct Leaf {
  static constexpr std::string_view title = "Leaf";
  std::string name;
  static constexpr auto fields = describe(field<&Leaf::name>("name", ""));
};

TEST(Schema, TitledObjectsBecomeComponents) {
  Schemas schemas;
  EXPECT_EQ(schemas.of(kTypeOf<std::vector<Leaf>>, Use::output),
            R"({"type":"array","items":{"$ref":"#/components/schemas/Leaf"}})");
  EXPECT_EQ(schemas.of(kTypeOf<std::optional<Leaf>>, Use::output),
            R"({"anyOf":[{"$ref":"#/components/schemas/Leaf"},{"type":"null"}]})");
  EXPECT_EQ(schemas.of(kTypeOf<Leaf>, Use::input), R"({"$ref":"#/components/schemas/LeafInput"})");
  const std::string common =
      R"({"type":"object","properties":{"name":{"type":"string"}},"required":["name"])";
  ASSERT_EQ(schemas.components().size(), 2u);
  EXPECT_EQ(schemas.components().at("Leaf"), common + "}");
  EXPECT_EQ(schemas.components().at("LeafInput"), common + R"(,"additionalProperties":false})");
  EXPECT_TRUE(schemas.faults().empty());
}

struct OtherLeaf {
  static constexpr std::string_view title = "Leaf";
  double size = 0;
  static constexpr auto fields = describe(field<&OtherLeaf::size>("size", ""));
};

TEST(Schema, OneTitleForTwoTypesIsAFault) {
  Schemas schemas;
  schemas.of(kTypeOf<Leaf>, Use::output);
  schemas.of(kTypeOf<OtherLeaf>, Use::output);
  ASSERT_EQ(schemas.faults().size(), 1u);
  EXPECT_NE(schemas.faults()[0].find("Leaf"), std::string::npos);
}

struct Settings {
  std::string name;
  std::optional<std::string> note, nickname;
  Integer<1, 100> limit{20};
  Colour colour = Colour::green;
  std::vector<std::string> tags;
  Text<8, 128> password;

  static constexpr auto fields = describe(field<&Settings::name>("name", "What it is called."),
                                          field<&Settings::note>("note", "").omitted_when_null(),
                                          field<&Settings::nickname>("nickname", "").not_null(),
                                          field<&Settings::limit>("limit", "").defaulted(),
                                          field<&Settings::colour>("colour", "").defaulted(),
                                          field<&Settings::tags>("tags", ""),
                                          field<&Settings::password>("password", "").secret());
};

TEST(Schema, InputsHaveDefaultsAndRefuseUnknownFields) {
  EXPECT_EQ(Schemas().of(kTypeOf<Settings>, Use::input),
            R"({"type":"object","properties":{)"
            R"("name":{"type":"string","description":"What it is called."},)"
            R"("note":{"type":["string","null"]},)"
            R"("nickname":{"type":"string"},)"
            R"("limit":{"type":"integer","minimum":1,"maximum":100,"default":20},)"
            R"("colour":{"type":"string","enum":["red","green"],"default":"green"},)"
            R"("tags":{"type":"array","items":{"type":"string"},"default":[]},)"
            R"("password":{"type":"string","format":"password","minLength":8,"maxLength":128,)"
            R"("writeOnly":true}},)"
            R"("required":["name","password"],"additionalProperties":false})");
}

TEST(Schema, LenientInputsTakeUnknownFields) {
  const std::string schema = Schemas().of(kTypeOf<Settings>, Use::lenient_input);
  EXPECT_EQ(schema.find("additionalProperties"), std::string::npos);
  EXPECT_NE(schema.find(R"("required":["name","password"])"), std::string::npos);
}

TEST(Schema, OutputsHaveEveryFieldButOmittedOnes) {
  EXPECT_EQ(Schemas().of(kTypeOf<Settings>, Use::output),
            R"({"type":"object","properties":{)"
            R"("name":{"type":"string","description":"What it is called."},)"
            R"("note":{"type":"string"},)"
            R"("nickname":{"type":["string","null"]},)"
            R"("limit":{"type":"integer","minimum":1,"maximum":100},)"
            R"("colour":{"type":"string","enum":["red","green"]},)"
            R"("tags":{"type":"array","items":{"type":"string"}},)"
            R"("password":{"type":"string","minLength":8,"maxLength":128}},)"
            R"("required":["name","nickname","limit","colour","tags","password"]})");
}

TEST(Schema, ParametersHaveNeitherSentenceNorNull) {
  Schemas schemas;
  const Type& owner = kTypeOf<Settings>;
  EXPECT_EQ(schemas.of_parameter(owner, *find_field(owner, "note")), R"({"type":"string"})");
  EXPECT_EQ(schemas.of_parameter(owner, *find_field(owner, "limit")),
            R"({"type":"integer","minimum":1,"maximum":100,"default":20})");
}

}  // namespace
}  // namespace crow::openapi
