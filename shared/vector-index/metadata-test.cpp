#include "shared/vector-index/metadata.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"
#include "shared/vector-index/limits.h"

namespace crow::vector_index {
namespace {

const std::vector<MetadataIndex> kIndexes{{3, "color", IndexType::string},
                                          {4, "price", IndexType::number},
                                          {7, "sold", IndexType::boolean},
                                          {9, "size.eu", IndexType::number}};

std::string taken(std::string_view metadata) {
  const auto outcome = take_indexed(metadata, kIndexes);
  return outcome ? *outcome : concat(outcome.error().name, ": ", outcome.error().message);
}

TEST(Metadata, AreKnownByTheIndexesOfTheirNamesAndTypes) {
  EXPECT_EQ(taken(R"({"color":"red","price":9.5,"sold":false,"size":{"eu":42,"us":9}})"),
            R"({"3":"red","4":9.5,"7":false,"9":42})");
  EXPECT_EQ(taken(R"({"color":1,"price":"9","sold":null,"size":42})"), "");
  EXPECT_EQ(taken(R"({"other":{"color":"red"},"list":["red",{"color":"red"}]})"), "");
  EXPECT_EQ(taken("{}"), "");
}

TEST(Metadata, AreKnownByTheFirst64BytesOfATextInWholeCharacters) {
  EXPECT_EQ(taken(concat(R"({"color":")", std::string(70, 'x'), R"("})")),
            concat(R"({"3":")", std::string(64, 'x'), R"("})"));
  EXPECT_EQ(cut_indexed(concat(std::string(63, 'x'), "\xc3\xa4")), std::string(63, 'x'));
  EXPECT_EQ(cut_indexed(concat(std::string(62, 'x'), "\xc3\xa4z")),
            concat(std::string(62, 'x'), "\xc3\xa4"));
  EXPECT_EQ(cut_indexed(concat(std::string(61, 'x'), "\xf0\x9f\x98\x80")), std::string(61, 'x'));
}

TEST(Metadata, WithNamesThatFiltersCouldNotNameAreRefused) {
  for (const std::string metadata :
       {R"({"":1})", R"({"a.b":1})", R"({"a\"b":1})", R"({"$a":1})", R"({"a":{"b":{"$c":1}}})"})
    EXPECT_TRUE(taken(metadata).starts_with("40011: invalid metadata key")) << metadata;
  EXPECT_EQ(taken(R"({"a$":1})"), "");
}

TEST(Metadata, ThatAreTooLongAreRefused) {
  const auto make = [](std::size_t length) {
    return concat(R"({"a":")", std::string(length - 8, 'x'), R"("})");
  };
  EXPECT_EQ(taken(make(kVectorMetadataBytes)), "");
  EXPECT_EQ(taken(make(kVectorMetadataBytes + 1)),
            "40011: metadata too large; max is 10240 bytes, got 10241 bytes");
}

TEST(Metadata, AreNamedAgain) {
  EXPECT_EQ(name_indexed(R"({"3":"red","9":42})", kIndexes), R"({"color":"red","size.eu":42})");
  // Of an index that is no more nobody knows the name.
  EXPECT_EQ(name_indexed(R"({"3":"red","8":1})", kIndexes), R"({"color":"red"})");
  EXPECT_EQ(name_indexed("", kIndexes), "{}");
}

}  // namespace
}  // namespace crow::vector_index
