#include "shared/json/write.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/json/read.h"

namespace crow::json {
namespace {

using namespace std::string_literals;

enum class Color : std::uint8_t { red, green, blue };
constexpr auto names(Color) {
  return std::to_array<std::string_view>({"red", "green", "light blue"});
}

struct Leaf {
  Text<0, 12> text;
  Integer<-50, 50> small;
  static constexpr auto fields =
      describe(field<&Leaf::text>("text", ""), field<&Leaf::small>("small", ""));
};

struct Everything {
  std::string text;
  bool flag = false;
  std::int64_t whole = 0;
  std::int32_t half = 0;
  double number = 0;
  Color color{};
  Timestamp at;
  RawJson raw;
  RawObject object;
  std::optional<std::string> maybe;
  std::optional<std::int64_t> left_out;
  Leaf leaf;
  std::optional<Leaf> maybe_leaf;
  std::vector<Leaf> leaves;
  List<double, 0, 4> numbers;
  Map<Leaf> by_name;
  Map<std::vector<std::optional<Color>>> colors;
  Leaf embedded;

  static constexpr auto fields = describe(
      field<&Everything::text>("a text", ""), field<&Everything::flag>("flag", ""),
      field<&Everything::whole>("whole", ""), field<&Everything::half>("half", ""),
      field<&Everything::number>("number", ""), field<&Everything::color>("color", ""),
      field<&Everything::at>("at", ""), field<&Everything::raw>("raw", ""),
      field<&Everything::object>("object", ""), field<&Everything::maybe>("maybe", ""),
      field<&Everything::left_out>("leftOut", "").omitted_when_null(),
      field<&Everything::leaf>("leaf", ""), field<&Everything::maybe_leaf>("maybeLeaf", ""),
      field<&Everything::leaves>("leaves", ""), field<&Everything::numbers>("numbers", ""),
      field<&Everything::by_name>("byName", ""), field<&Everything::colors>("colors", ""),
      embed<&Everything::embedded>());
};

TEST(Write, WritesEveryKindInTheOrderOfTheTable) {
  Everything value;
  value.text = "a \"quoted\" text";
  value.color = Color::blue;
  value.raw.text = R"({"any":[1]})";
  value.leaves = {{{"x"}, {1}}, {{"y"}, {2}}};
  value.numbers.value = {0.5, -1};
  value.colors.entries = {{"k", {Color::red, std::nullopt}}};
  EXPECT_EQ(write(value),
            R"({"a text":"a \"quoted\" text","flag":false,"whole":0,"half":0,"number":0,)"
            R"("color":"light blue","at":"1970-01-01T00:00:00.000Z","raw":{"any":[1]},"object":{},)"
            R"("maybe":null,"leaf":{"text":"","small":0},"maybeLeaf":null,)"
            R"("leaves":[{"text":"x","small":1},{"text":"y","small":2}],"numbers":[0.5,-1],)"
            R"("byName":{},"colors":{"k":["red",null]},"text":"","small":0})");
  value.left_out = 5;
  EXPECT_NE(write(value).find(R"("leftOut":5)"), std::string::npos);
}

TEST(Write, EscapesWhatJsonDoesNotTake) {
  std::string all;
  for (int c = 0; c < 0x20; ++c) all += static_cast<char>(c);
  Writer out;
  out.text(all + "\"\\/\x7F\xC3\xA4\xE2\x80\xA8");
  EXPECT_EQ(
      out.str(),
      R"("\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\t\n\u000b\u000c\r\u000e\u000f)"
      R"(\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d)"
      R"(\u001e\u001f\"\\/\u007f)"
      "\xC3\xA4\xE2\x80\xA8\"");
}

TEST(Write, SetsCommasByItself) {
  Writer out;
  out.begin_object().member("a", "x").member("b", true).member("c", -1).key("d").begin_array();
  out.begin_object().end_object().null().number(0.5).begin_array().end_array().end_array();
  out.key("e").raw("[1,2]").member("f", "y").end_object();
  EXPECT_EQ(out.str(), R"({"a":"x","b":true,"c":-1,"d":[{},null,0.5,[]],"e":[1,2],"f":"y"})");
}

TEST(Write, WritesNumbersThatReadBackAsTheSame) {
  const auto written = [](double number) { return std::move(Writer().number(number)).take(); };
  const std::vector<std::pair<double, std::string_view>> cases = {
      {0, "0"},
      {-0.0, "0"},
      {1, "1"},
      {-17, "-17"},
      {0.1, "0.1"},
      {1e15, "1000000000000000"},
      {9007199254740993.0, "9007199254740992.0"},
      {1e21, "1e21"},
      {5e-324, "5e-324"},
      {1.7976931348623157e308, "1.7976931348623157e308"},
      {std::numeric_limits<double>::infinity(), "null"},
      {-std::numeric_limits<double>::infinity(), "null"},
      {std::numeric_limits<double>::quiet_NaN(), "null"}};
  for (const auto& [number, text] : cases) EXPECT_EQ(written(number), text);

  std::mt19937_64 random(1);
  for (int round = 0; round < 20'000; ++round) {
    const auto number = std::bit_cast<double>(random());
    if (!std::isfinite(number)) continue;
    const auto back = read<double>(written(number));
    ASSERT_TRUE(back.has_value()) << written(number);
    EXPECT_EQ(*back, number);
  }
}

// Fills a value with anything that its table allows.
class Filler {
 public:
  explicit Filler(std::uint64_t seed) : random_(seed) {}

  void fill(const Type& type, void* out, int depth = 0) {
    switch (type.kind) {
      case Kind::boolean:
        *static_cast<bool*>(out) = pick(2);
        return;
      case Kind::integer: {
        const std::int64_t value = whole(type.minimum, type.maximum);
        if (type.width == 4)
          *static_cast<std::int32_t*>(out) = static_cast<std::int32_t>(value);
        else
          *static_cast<std::int64_t*>(out) = value;
        return;
      }
      case Kind::number:
        *static_cast<double*>(out) = number();
        return;
      case Kind::text:
        *static_cast<std::string*>(out) = text(type.maximum);
        return;
      case Kind::enumeration:
        *static_cast<std::uint8_t*>(out) = static_cast<std::uint8_t>(pick(type.names.size()));
        return;
      case Kind::timestamp:
        static_cast<Timestamp*>(out)->ms = whole(-62'167'219'200'000, 253'402'300'799'999);
        return;
      case Kind::raw_json:
        static_cast<RawJson*>(out)->text = raw(depth, type.only_objects);
        return;
      case Kind::object:
        for (const Field& field : type.fields) fill(*field.type, field.locate(out), depth + 1);
        return;
      case Kind::optional:
        type.container->clear(out);
        if (pick(2)) fill(*type.element, type.container->append(out, {}), depth);
        return;
      case Kind::array:
      case Kind::map:
        type.container->clear(out);
        for (std::int64_t i = whole(type.minimum, std::min<std::int64_t>(type.maximum, 4)); i > 0;
             --i)
          fill(*type.element, type.container->append(out, concat(text(8), i)), depth + 1);
        return;
    }
  }

 private:
  std::size_t pick(std::size_t count) { return random_() % count; }

  std::int64_t whole(std::int64_t minimum, std::int64_t maximum) {
    switch (pick(8)) {
      case 0:
        return minimum;
      case 1:
        return maximum;
      default:
        return std::uniform_int_distribution(minimum, maximum)(random_);
    }
  }

  double number() {
    for (;;) {
      const auto any =
          pick(2) ? std::bit_cast<double>(random_()) : static_cast<double>(whole(-1000, 1000)) / 8;
      if (std::isfinite(any)) return any;
    }
  }

  // Any code points but NUL and the surrogates.
  std::string text(std::int64_t most) {
    std::string out;
    for (std::size_t i = pick(static_cast<std::size_t>(std::min<std::int64_t>(most, 20)) + 1);
         i > 0; --i) {
      constexpr std::uint32_t kEnds[] = {0x20, 0x80, 0x800, 0xD800, 0x110000};
      std::uint32_t c = 0;
      while (c == 0 || (c >= 0xD800 && c < 0xE000))
        c = static_cast<std::uint32_t>(random_() % kEnds[pick(5)]);
      append_utf8(out, c);
    }
    return out;
  }

  static void append_utf8(std::string& out, std::uint32_t c) {
    const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (c >> shift & 0x3F)); };
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += static_cast<char>(0xC0 | c >> 6);
      tail(0);
    } else if (c < 0x10000) {
      out += static_cast<char>(0xE0 | c >> 12);
      tail(6), tail(0);
    } else {
      out += static_cast<char>(0xF0 | c >> 18);
      tail(12), tail(6), tail(0);
    }
  }

  std::string raw(int depth, bool is_object) {
    Writer out;
    switch (is_object ? 0 : depth > 5 ? 2 + pick(5) : pick(7)) {
      case 0:
        out.begin_object();
        for (std::size_t i = pick(3); i > 0; --i) out.key(text(5)).raw(raw(depth + 1, false));
        out.end_object();
        break;
      case 1:
        out.begin_array();
        for (std::size_t i = pick(3); i > 0; --i) out.raw(raw(depth + 1, false));
        out.end_array();
        break;
      case 2:
        out.text(text(9));
        break;
      case 3:
        out.number(number());
        break;
      case 4:
        out.integer(whole(INT64_MIN, INT64_MAX));
        break;
      case 5:
        out.boolean(pick(2));
        break;
      default:
        out.null();
    }
    return out.take();
  }

  std::mt19937_64 random_;
};

TEST(RoundTrip, AnyValueSurvivesOutAndIn) {
  for (std::uint64_t seed = 0; seed < 3'000; ++seed) {
    Everything value;
    Filler(seed).fill(kTypeOf<Everything>, &value);
    const std::string out = write(value);
    const auto back = read<Everything>(out);
    ASSERT_TRUE(back.has_value()) << seed << ": " << back.error().message << " in " << out;
    ASSERT_EQ(write(*back), out) << seed;
    EXPECT_EQ(back->number, value.number);
    EXPECT_EQ(back->whole, value.whole);
    EXPECT_EQ(back->text, value.text);
    EXPECT_EQ(back->at, value.at);
    EXPECT_EQ(back->maybe, value.maybe);
  }
}

TEST(RoundTrip, MutatedDocumentsAreReadOrRefusedButNothingElse) {
  constexpr std::string_view kPieces[] = {"{",
                                          "}",
                                          "[",
                                          "]",
                                          ",",
                                          ":",
                                          "\"",
                                          "\\",
                                          "null",
                                          "true",
                                          "-",
                                          "1e",
                                          "0.",
                                          "\\u",
                                          "\\ud800",
                                          "\\udc00",
                                          "\xEF\xBB\xBF",
                                          "\xFF",
                                          "\x80",
                                          " ",
                                          "9999999999",
                                          "{\"text\":",
                                          "[[[[[[[[[[[[[[[[[[",
                                          "1e400",
                                          "\"a text\":"};
  std::mt19937_64 random(5);
  int accepted = 0, refused = 0;
  for (std::uint64_t seed = 0; seed < 5'000; ++seed) {
    Everything value;
    Filler(seed % 50).fill(kTypeOf<Everything>, &value);
    std::string document = write(value);
    for (std::size_t edits = 1 + random() % 4; edits > 0; --edits) {
      const std::size_t at = random() % (document.size() + 1);
      switch (random() % 4) {
        case 0:
          document.erase(at, random() % 4);
          break;
        case 1:
          document.insert(at, kPieces[random() % std::size(kPieces)]);
          break;
        case 2:
          document.insert(at, 1, static_cast<char>(random()));
          break;
        default:
          document.insert(at, document.substr(random() % document.size(), random() % 30));
      }
      if (document.empty()) document = " ";
    }
    const auto outcome = read<Everything>(document);
    if (outcome) {
      ++accepted;
      // What was accepted is sound: it can be written and read again.
      EXPECT_TRUE(read<Everything>(write(*outcome)).has_value()) << document;
    } else {
      ++refused;
      EXPECT_EQ(outcome.error().code, ErrorCode::invalid_argument);
      ASSERT_FALSE(outcome.error().violations.empty()) << document;
      EXPECT_TRUE(is_utf8(outcome.error().message)) << document;
    }
  }
  EXPECT_GT(accepted, 100);
  EXPECT_GT(refused, 1'000);
}

TEST(RoundTrip, RandomBytesAreRefused) {
  std::mt19937 random(6);
  for (int round = 0; round < 5'000; ++round) {
    std::string bytes(random() % 64, '\0');
    for (char& c : bytes)
      c = static_cast<char>(random() % 4 ? "{}[]\":,\\u0aeE+-.tfn "[random() % 20] : random());
    EXPECT_FALSE(read<Everything>(std::move(bytes)).has_value());
  }
}

}  // namespace
}  // namespace crow::json
