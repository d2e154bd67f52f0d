#include "shared/http/route.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"

namespace crow {
namespace {

// "id=1 x=2", or "no".
std::string match(std::string_view pattern, std::string_view path) {
  const auto parameters = match_path(pattern, path);
  if (!parameters) return "no";
  std::string out;
  for (const auto& [name, value] : *parameters)
    out += concat(out.empty() ? "" : " ", name, '=', value);
  return out;
}

TEST(Route, MatchesSegmentBySegment) {
  struct Case {
    std::string_view pattern, path, out;
  };
  for (const Case& one : std::vector<Case>{{"/users", "/users", ""},
                                           {"/users", "/users/", "no"},
                                           {"/users", "/user", "no"},
                                           {"/users", "/users/me", "no"},
                                           {"/users", "users", "no"},
                                           {"/users", "", "no"},
                                           {"/users/{id}", "/users/7", "id=7"},
                                           {"/users/{id}", "/users/a%20b%2B+", "id=a b++"},
                                           {"/users/{id}", "/users/", "no"},
                                           {"/users/{id}", "/users", "no"},
                                           {"/users/{id}", "/users/7/", "no"},
                                           {"/users/{id}", "/users/7/x", "no"},
                                           {"/users/{id}", "/users/%", "no"},
                                           {"/users/{id}", "/users/%4", "no"},
                                           {"/{a}/x/{b}", "/1/x/2", "a=1 b=2"},
                                           {"/{a}/x/{b}", "/1/y/2", "no"},
                                           {"/users", "/%75sers", "no"},
                                           {"/users", "/USERS", "no"},
                                           {"/", "/", ""}})
    EXPECT_EQ(match(one.pattern, one.path), one.out) << one.pattern << ' ' << one.path;
}

TEST(Route, PrefersLiteralsFromTheLeft) {
  EXPECT_TRUE(is_more_literal("/users/me", "/users/{id}"));
  EXPECT_FALSE(is_more_literal("/users/{id}", "/users/me"));
  EXPECT_FALSE(is_more_literal("/users/{id}", "/users/{name}"));
  EXPECT_TRUE(is_more_literal("/a/{x}/{y}", "/{x}/a/b"));
  EXPECT_TRUE(has_parameter("/a/{id}/b/{other}", "other"));
  EXPECT_FALSE(has_parameter("/a/{id}", "i"));
  EXPECT_FALSE(has_parameter("/a/id", "id"));
}

TEST(Path, LosesOnlyTheEscapesThatMeanNothing) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"", ""},
      {"/users/%6De", "/users/me"},
      {"/%41%7a%30%2D%2e%5F%7E", "/Az0-._~"},
      {"/a%20b%2F%C3%A9%25", "/a%20b%2F%C3%A9%25"},
      {"/%2561%252e", "/%2561%252e"},
      {"/%25%36%31", "/%2561"},
      {"/%%36%31", "/%%36%31"},
      {"/%61%", "/%61%"},
      {"/%6", "/%6"},
  };
  for (const auto& [raw, normal] : cases) EXPECT_EQ(normalize_path(raw), normal) << raw;
}

TEST(Path, IsSoundOrRefusedWithAReason) {
  const std::vector<std::pair<std::string, std::string_view>> cases = {
      {"/", ""},
      {"", ""},
      {"/api/v1/users/me", ""},
      {"/a/", ""},
      {"/caf%C3%A9", ""},
      {"/caf\xC3\xA9", ""},
      {"/a/...", ""},
      {"/a/..b/.c", ""},
      {"/a/%2e%2e%2e", ""},
      {"/a%20b", ""},
      {"//", "an empty segment"},
      {"/a//b", "an empty segment"},
      {"/a/.", "a dot segment"},
      {"/./a", "a dot segment"},
      {"/a/../b", "a dot segment"},
      {"/a/..", "a dot segment"},
      {"/a/%2e", "a dot segment"},
      {"/a/%2E%2e/b", "a dot segment"},
      {"/a/.%2e/b", "a dot segment"},
      {"/a/%252e%252E/b", "a dot segment"},
      {"/a/.%252e", "a dot segment"},
      {"/a%2fb", "an encoded slash"},
      {"/a%2Fb", "an encoded slash"},
      {"/a%5cb", "an encoded backslash"},
      {"/a\\b", "a backslash"},
      {"/a%00", "a NUL byte"},
      {std::string("/a\0b", 4), "a NUL byte"},
      {"/a%", "a malformed percent escape"},
      {"/a%4", "a malformed percent escape"},
      {"/a%zz", "a malformed percent escape"},
      {"/a%FF", "a byte sequence that is not UTF-8"},
      {"/a%C0%AF", "a byte sequence that is not UTF-8"},
      {"/a%C0%AE%C0%AE/", "a byte sequence that is not UTF-8"},
      {"/a\xFF", "a byte sequence that is not UTF-8"},
      {"/%ED%A0%80", "a byte sequence that is not UTF-8"},
      // Each segment must be a text by itself, not only the whole path.
      {"/a%0Ab", "a control character"},
      {"/a\tb", "a control character"},
      {"/a%7F", "a control character"},
  };
  for (const auto& [path, fault] : cases)
    EXPECT_EQ(fault_of_path(path).value_or(""), fault) << path;
}

}  // namespace
}  // namespace crow
