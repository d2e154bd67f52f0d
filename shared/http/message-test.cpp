#include "shared/http/message.h"

#include <gtest/gtest.h>

#include <random>

#include "shared/core/text.h"

namespace crow {
namespace {

using namespace std::string_literals;

TEST(Request, IsReadFromItsHeadWithoutNormalisingTheTarget) {
  struct Case {
    std::string url, origin, path, query;
  };
  for (const Case& one :
       std::vector<Case>{{"https://api.crowai.dev/a/../b//c%2fd?x=1?y", "https://api.crowai.dev",
                          "/a/../b//c%2fd", "x=1?y"},
                         {"http://127.0.0.1:8787/", "http://127.0.0.1:8787", "/", ""},
                         {"http://localhost", "http://localhost", "/", ""},
                         {"http://localhost?q", "http://localhost", "", "q"},
                         {"/internal/x?y=//z", "", "/internal/x", "y=//z"}}) {
    const auto request = parse_request(7, "GET\n" + one.url + "\n");
    EXPECT_EQ(request.id, 7u);
    EXPECT_EQ(request.origin, one.origin);
    EXPECT_EQ(request.path, one.path);
    EXPECT_EQ(request.query, one.query);
  }
  const auto request = parse_request(1, "PATCH\nhttp://h/\nX-A\n1\nx-empty\n\nx-b\na:b\n");
  EXPECT_EQ(request.method, Method::patch);
  EXPECT_EQ(request.header("x-a"), "1");
  EXPECT_EQ(request.header("x-empty"), "");
  EXPECT_EQ(request.header("x-b"), "a:b");
  EXPECT_EQ(request.header("x-c"), std::nullopt);
  EXPECT_EQ(request.header_or("x-c", "z"), "z");
}

TEST(Request, KnowsItsMethodByItsExactName) {
  for (const std::string_view name : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    EXPECT_EQ(name_of(method_from(name)), name);
  for (const std::string_view name : {"", "get", "TRACE", "GETT"})
    EXPECT_EQ(method_from(name), Method::other) << name;
}

// "a=b c=d", or the error's message.
std::string form(std::string_view text, std::size_t limit = 256) {
  const auto values = parse_form(text, limit);
  if (!values) return values.error().message;
  std::string out;
  for (const auto& [name, value] : *values) out += concat(out.empty() ? "" : " ", name, '=', value);
  return out;
}

TEST(Form, HoldsDecodedNamesAndValuesInOrder) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"", ""},
      {"a=1&b=2&a=3", "a=1 b=2 a=3"},
      {"&&a=1&", "a=1"},
      {"a", "a="},
      {"=", "="},
      {"=b", "=b"},
      {"a=b=c", "a=b=c"},
      {"q=caf%C3%A9+au%20lait%2B", "q=caf\xC3\xA9 au lait+"},
      {"%61=%3D%26", "a==&"},
      {"a=%00", "a=\0"},
  };
  for (const auto& [in, out] : cases)
    EXPECT_EQ(form(in), in == "a=%00" ? "a=\0"s : std::string(out)) << in;
}

TEST(Form, RefusesMalformedEscapesBadUtf8AndTooMany) {
  for (const std::string_view text : {"a=%", "a=%4", "a=%zz", "a=%FF", "a=\xFF", "a=%C3&b=%A9"})
    EXPECT_EQ(form(text), "a must be percent-encoded UTF-8") << text;
  EXPECT_EQ(form("%FF=1"), "%FF must be percent-encoded UTF-8");
  EXPECT_EQ(form("\xFF=1"), "The body must be percent-encoded UTF-8");
  EXPECT_EQ(form("a&b&c", 3), "a= b= c=");
  EXPECT_EQ(form("a&b&c&d", 3), "The body must be at most 3 fields");
}

TEST(Accept, FollowsTheMostSpecificRange) {
  const std::vector<std::pair<std::string_view, bool>> cases = {
      {"", true},
      {" ", true},
      {"application/json", true},
      {"Application/JSON", true},
      {"application/*", true},
      {"*/*", true},
      {"text/html", false},
      {"text/html, */*;q=0.1", true},
      {"text/html;level=1, application/json;q=0.001", true},
      {"application/json;q=0", false},
      {"application/json;q=0.000", false},
      {"application/json ; q=0.5", true},
      {"application/json;charset=utf-8;Q=1", true},
      {"*/*, application/json;q=0", false},
      {"application/json;q=0, */*", false},
      {"application/*;q=0, */*", false},
      {"application/*;q=0, application/json", true},
      {"application/jsonx", false},
      {"json", false},
      {",,", false},
      {"text/*", false},
      {"application/json;q=", false},
      {"application/json;q=999999999999999999999", true},
  };
  for (const auto& [accept, is_accepted] : cases)
    EXPECT_EQ(accepts(accept, "application/json"), is_accepted) << accept;
}

TEST(MediaType, IsLowerCaseWithoutParameters) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"", ""},
      {"Application/JSON", "application/json"},
      {" text/plain ; charset=utf-8", "text/plain"},
      {";charset=utf-8", ""},
      {"application/json;;", "application/json"}};
  for (const auto& [in, out] : cases) EXPECT_EQ(media_type(in), out) << in;
}

TEST(HeaderParameter, IsFoundAmongTokensAndQuotedStrings) {
  using Case = std::tuple<std::string_view, std::string_view, std::optional<std::string>>;
  const std::vector<Case> cases = {
      {"multipart/form-data; boundary=abc", "boundary", "abc"},
      {"multipart/form-data;BOUNDARY=abc", "boundary", "abc"},
      {"x; boundary=\"a b;c\"; d=e", "boundary", "a b;c"},
      {"x; boundary=\"a b;c\"; d=e", "d", "e"},
      {R"(x; n="a\"b\\c"; m=1)", "n", R"(a"b\c)"},
      {R"(x; n="a\"b\\c"; m=1)", "m", "1"},
      {"x; n=\"unfinished", "n", "unfinished"},
      {"x; n=\"", "n", ""},
      {"x; n=\"\\", "n", "\\"},
      {"x; n=", "n", ""},
      {"x; n", "n", {}},
      {"x; n; m=2", "m", "2"},
      {"x; n=\"a\"junk; m=2", "m", "2"},
      {"n=1", "n", {}},
      {"", "n", {}},
      {";;;", "n", {}},
      {"x;=;=", "n", {}},
      {"form-data; filename*=UTF-8''x", "filename", {}},
      {"x; a=\"; n=trap\"; n=real", "n", "real"},
  };
  for (const auto& [header, name, value] : cases)
    EXPECT_EQ(header_parameter(header, name), value) << header;
}

TEST(Cookie, IsTheFirstOfItsName) {
  using Case = std::pair<std::string_view, std::optional<std::string_view>>;
  const std::vector<Case> cases = {
      {"", {}},         {"s=1", "1"},     {"a=0; s=1; s=2", "1"}, {"a=0;s=1", "1"},
      {" s = 1 ", "1"}, {"s=a=b", "a=b"}, {"s=\"q\"", "\"q\""},   {"s=", ""},
      {"s", ""},        {"S=1", {}},      {"xs=1; s.x=2", {}},    {";;;=;s=1", "1"}};
  for (const auto& [header, value] : cases) EXPECT_EQ(cookie(header, "s"), value) << header;
}

// "name[file](type)=content" of each part, or the error's message.
std::string parts_of(std::string_view body,
                     std::string_view type = "multipart/form-data; boundary=b") {
  const auto parts = parse_multipart(type, body);
  if (!parts) return parts.error().message;
  std::string out;
  for (const FormPart& part : *parts)
    out += concat(out.empty() ? "" : " ", part.name, '[', part.file_name.value_or("-"), "](",
                  part.content_type, ")=", part.content);
  return out;
}

std::string part(std::string_view headers, std::string_view content) {
  return concat("--b\r\n", headers, "\r\n\r\n", content, "\r\n");
}

TEST(Multipart, HasPartsWithNamesFilesAndBytes) {
  const std::string name = "Content-Disposition: form-data; name=\"n\"";
  const std::vector<std::pair<std::string, std::string_view>> cases = {
      {"--b--", ""},
      {"--b--\r\n", ""},
      {part(name, "v") + "--b--\r\n", "n[-]()=v"},
      {part(name, "") + "--b--", "n[-]()="},
      {part(name, "a\r\nb\r\n--c\r\n-b") + "--b--", "n[-]()=a\r\nb\r\n--c\r\n-b"},
      {part(name + "; filename=\"a;b.png\"\r\nContent-Type: image/png", "\x89PNG") +
           "--b--epilogue",
       "n[a;b.png](image/png)=\x89PNG"},
      {part("X-Other: 1\r\ncontent-disposition:form-data;name=n", "v") + "--b--", "n[-]()=v"},
      {"preamble\r\n" + part(name, "1") + part(name, "2") + "--b--", "n[-]()=1 n[-]()=2"},
      {part("Content-Disposition: form-data; name=\"\"", "v") + "--b--", "[-]()=v"},
  };
  for (const auto& [body, out] : cases) EXPECT_EQ(parts_of(body), out) << body;
}

TEST(Multipart, RefusesBodiesThatAreNotWhole) {
  const std::string name = "Content-Disposition: form-data; name=n";
  const std::string whole = part(name, "value") + "--b--\r\n";
  ASSERT_EQ(parts_of(whole), "n[-]()=value");
  // Up to the last boundary's two dashes, no beginning of it is a body.
  for (std::size_t length = 0; length < whole.size() - 2; ++length)
    EXPECT_TRUE(parts_of(whole.substr(0, length)).starts_with("The body must be parts")) << length;
  for (const std::string& body :
       {std::string("no boundary"), "--bx" + whole.substr(3), part("X: y", "v") + "--b--",
        part("Content-Disposition: form-data", "v") + "--b--", std::string("--b\r\n\r\nv\r\n--b--"),
        part("Content-Disposition: form-data; name=\xFF", "v") + "--b--"})
    EXPECT_TRUE(parts_of(body).starts_with("The body must be parts")) << body;
  std::string many;
  for (int i = 0; i < 64; ++i) many += part(name, "v");
  EXPECT_TRUE(parts_of(many + "--b--").starts_with("n[-]"));
  EXPECT_EQ(parts_of(many + part(name, "v") + "--b--"), "The body must be at most 64 parts");
}

TEST(Multipart, NeedsABoundary) {
  const std::string long_one(71, 'b');
  for (const std::string& type :
       {std::string("multipart/form-data"), "multipart/form-data; boundary="s,
        "multipart/form-data; boundary=\"\""s, "multipart/form-data; boundary=" + long_one})
    EXPECT_TRUE(parts_of("--b--", type).starts_with("content-type must be")) << type;
  EXPECT_EQ(parts_of("--b;c--", "multipart/form-data; boundary=\"b;c\""), "");
}

TEST(Multipart, SurvivesAnyBytes) {
  constexpr std::string_view kPieces[] = {"--b",
                                          "\r\n",
                                          "--",
                                          "Content-Disposition: form-data; name=n",
                                          "; filename=\"",
                                          "\"",
                                          ":",
                                          ";",
                                          "\r",
                                          "\n",
                                          "x",
                                          "\xFF"};
  std::mt19937 random(1);
  for (int round = 0; round < 20'000; ++round) {
    std::string body = "--b\r\n";
    for (std::size_t i = random() % 12; i > 0; --i) body += kPieces[random() % std::size(kPieces)];
    const auto parts = parse_multipart("multipart/form-data; boundary=b", body);
    if (!parts) continue;
    for (const FormPart& one : *parts) {
      EXPECT_GE(one.content.data(), body.data());
      EXPECT_LE(one.content.data() + one.content.size(), body.data() + body.size());
    }
  }
}

}  // namespace
}  // namespace crow
