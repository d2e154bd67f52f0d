#include "shared/core/describe.h"

#include <gtest/gtest.h>

#include <vector>

namespace crow {
namespace {

enum class Color : std::uint8_t { red, green };
constexpr auto names(Color) { return std::to_array<std::string_view>({"red", "green"}); }

struct Lowercase {
  static bool matches(std::string_view text) {
    return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == text.npos;
  }
  static constexpr Format format{"", "^[a-z]*$", "lower-case letters", &matches};
};

struct Inner {
  std::int64_t number = 7;
  std::optional<std::string> note;
  static constexpr auto fields =
      describe(field<&Inner::number>("number", "A number.").defaulted(),
               field<&Inner::note>("note", "A note.").omitted_when_null());
};

struct Outer {
  static constexpr std::string_view title = "Outer";
  std::string secret;
  Inner inner;
  std::vector<std::int64_t> list;
  Map<std::string> map;
  bool flag = false;
  static constexpr auto fields =
      describe(field<&Outer::secret>("secret", "Hidden.").secret(), embed<&Outer::inner>(),
               field<&Outer::list>("list", "Numbers."), field<&Outer::map>("map", "Texts."),
               field<&Outer::flag>("flag", "A flag."));
};

TEST(Describe, ListsTheFieldsInOrderWithThoseOfEmbeddedStructs) {
  const Type& type = kTypeOf<Outer>;
  EXPECT_EQ(type.kind, Kind::object);
  EXPECT_EQ(type.title, "Outer");
  std::vector<std::string_view> field_names;
  for (const Field& field : type.fields) field_names.push_back(field.name);
  EXPECT_EQ(field_names,
            (std::vector<std::string_view>{"secret", "number", "note", "list", "map", "flag"}));
  Outer outer;
  EXPECT_EQ(type.fields[0].locate(&outer), &outer.secret);
  EXPECT_EQ(type.fields[1].locate(&outer), &outer.inner.number);
  EXPECT_EQ(type.fields[2].locate(&outer), &outer.inner.note);
  EXPECT_EQ(type.fields[5].locate(&outer), &outer.flag);
  EXPECT_EQ(find_field(type, "list"), &type.fields[3]);
  EXPECT_EQ(find_field(type, "lis"), nullptr);
  EXPECT_EQ(find_field(type, ""), nullptr);
}

TEST(Describe, RequiresWhatIsNeitherOptionalNorAListNorDefaulted) {
  std::vector<bool> required;
  for (const Field& field : kTypeOf<Outer>.fields) required.push_back(field.is_required);
  EXPECT_EQ(required, (std::vector<bool>{true, false, false, false, false, true}));
  EXPECT_TRUE(kTypeOf<Outer>.fields[0].is_secret);
  EXPECT_TRUE(kTypeOf<Outer>.fields[2].omits_null);
}

TEST(Describe, ReachesIntoContainersWithoutTheirTypes) {
  std::optional<std::string> maybe;
  const Container& optional = *kTypeOf<decltype(maybe)>.container;
  EXPECT_EQ(optional.size(&maybe), 0u);
  *static_cast<std::string*>(optional.append(&maybe, {})) = "x";
  EXPECT_EQ(maybe, "x");
  EXPECT_EQ(optional.at(&maybe, 0), &*maybe);
  optional.clear(&maybe);
  EXPECT_EQ(maybe, std::nullopt);

  List<std::int64_t, 0, 3> list;
  const Container& array = *kTypeOf<decltype(list)>.container;
  *static_cast<std::int64_t*>(array.append(&list, {})) = 5;
  EXPECT_EQ(list.value, std::vector<std::int64_t>{5});

  Map<bool> map;
  const Container& members = *kTypeOf<decltype(map)>.container;
  *static_cast<bool*>(members.append(&map, "k")) = true;
  EXPECT_EQ(members.key_at(&map, 0), "k");
  EXPECT_EQ(members.at(&map, 0), &map.entries[0].second);
  EXPECT_EQ(members.size(&map), 1u);
}

TEST(Describe, SaysWhatATypeExpects) {
  const std::vector<std::pair<const Type*, std::string_view>> cases = {
      {&kTypeOf<bool>, "true or false"},
      {&kTypeOf<std::int64_t>, "a whole number"},
      {&kTypeOf<std::int32_t>, "a whole number"},
      {&kTypeOf<Integer<1, 100>>, "a whole number from 1 to 100"},
      {&kTypeOf<Integer<-5, 5>>, "a whole number from -5 to 5"},
      {&kTypeOf<Integer<0, INT64_MAX>>, "a whole number of at least 0"},
      {&kTypeOf<Integer<INT64_MIN, 9>>, "a whole number of at most 9"},
      {&kTypeOf<double>, "a number"},
      {&kTypeOf<Number<0.0, 1.0>>, "a number from 0 to 1"},
      {&kTypeOf<Number<-0.5, 0.125>>, "a number from -0.5 to 0.125"},
      {&kTypeOf<Number<0.9999999999, 1e300>>, "a number from 1 to 9e15"},
      {&kTypeOf<std::string>, "a text"},
      {&kTypeOf<Text<0, 80>>, "a text of at most 80 characters"},
      {&kTypeOf<Text<1, 80>>, "a text of 1 to 80 characters"},
      {&kTypeOf<Text<32, 32>>, "a text of exactly 32 characters"},
      {&kTypeOf<Text<1, 80, Lowercase>>, "lower-case letters"},
      {&kTypeOf<Color>, "one of red, green"},
      {&kTypeOf<Timestamp>, "an RFC 3339 time with an offset, as 2026-11-21T09:30:00Z"},
      {&kTypeOf<RawJson>, "a JSON value"},
      {&kTypeOf<RawObject>, "an object"},
      {&kTypeOf<Inner>, "an object"},
      {&kTypeOf<std::vector<std::string>>, "an array"},
      {&kTypeOf<List<std::string, 1, 5>>, "an array of 1 to 5 elements"},
      {&kTypeOf<Map<std::string>>, "an object"},
      {&kTypeOf<std::optional<Integer<1, 2>>>, "a whole number from 1 to 2 or null"},
  };
  for (const auto& [type, words] : cases) EXPECT_EQ(expectation_of(*type), words);
}

TEST(Describe, NamesEnumeratorsBothWays) {
  EXPECT_EQ(name_of(Color::green), "green");
  EXPECT_EQ(from_name<Color>("red"), Color::red);
  EXPECT_EQ(from_name<Color>("Red"), std::nullopt);
  EXPECT_EQ(from_name<Color>(""), std::nullopt);
}

TEST(Describe, StartsBoundedNumbersWithinTheirBounds) {
  EXPECT_EQ((Integer<1, 100>{}.value), 1);
  EXPECT_EQ((Integer<-9, -3>{}.value), -9);
  EXPECT_EQ((Integer<-9, 9>{}.value), 0);
  EXPECT_EQ((Number<0.5, 1.0>{}.value), 0.5);
}

}  // namespace
}  // namespace crow
