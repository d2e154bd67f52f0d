#include "shared/core/error.h"

#include <gtest/gtest.h>

#include <vector>

namespace crow {
namespace {

TEST(Error, HasTheContractsCodesAndStatuses) {
  using Row = std::tuple<ErrorCode, int, std::string_view>;
  const std::vector<Row> rows = {
      {ErrorCode::invalid_argument, 400, "VALIDATION_ERROR"},
      {ErrorCode::unauthenticated, 401, "UNAUTHORIZED"},
      {ErrorCode::permission_denied, 403, "FORBIDDEN"},
      {ErrorCode::not_found, 404, "NOT_FOUND"},
      {ErrorCode::method_not_allowed, 405, "METHOD_NOT_ALLOWED"},
      {ErrorCode::not_acceptable, 406, "NOT_ACCEPTABLE"},
      {ErrorCode::conflict, 409, "CONFLICT"},
      {ErrorCode::payload_too_large, 413, "PAYLOAD_TOO_LARGE"},
      {ErrorCode::unsupported_media_type, 415, "UNSUPPORTED_MEDIA_TYPE"},
      {ErrorCode::unprocessable, 422, "IDEMPOTENCY_MISMATCH"},
      {ErrorCode::rate_limited, 429, "RATE_LIMITED"},
      {ErrorCode::internal, 500, "INTERNAL_ERROR"},
      {ErrorCode::not_implemented, 501, "NOT_IMPLEMENTED"},
      {ErrorCode::unavailable, 503, "UNAVAILABLE"},
  };
  for (const auto& [code, status, name] : rows) {
    EXPECT_EQ(status_of(code), status);
    EXPECT_EQ(name_of(code), name);
  }
}

TEST(Error, SaysABrokenRuleInASentence) {
  const auto violation = [](std::string field, Rule rule, std::optional<std::string> received) {
    return Violation{std::move(field), rule, "a whole number", std::move(received), "string"};
  };
  const std::vector<std::pair<Violation, std::string_view>> cases = {
      {violation("items[3].n", Rule::type, "abc"), "items[3].n must be a whole number, got abc"},
      {violation("n", Rule::range, std::nullopt), "n must be a whole number"},
      {violation("n", Rule::length, ""), "n must be a whole number, got "},
      {violation("", Rule::syntax, std::nullopt), "The body must be a whole number"},
      {violation("n", Rule::required, std::nullopt), "n is required: a whole number"},
      {violation("n", Rule::unknown, std::nullopt), "n is not a field of this operation"},
      {violation("n", Rule::duplicate, std::nullopt), "n is given twice"},
  };
  for (const auto& [fault, words] : cases) EXPECT_EQ(sentence(fault), words);
}

TEST(Error, OfSeveralRulesTellsTheFirst) {
  const auto error = fail(std::vector{Violation{"a", Rule::required, "a text", {}, "undefined"},
                                      Violation{"b", Rule::unknown, "a field", {}, "undefined"}})
                         .error();
  EXPECT_EQ(error.code, ErrorCode::invalid_argument);
  EXPECT_EQ(error.message, "a is required: a text");
  EXPECT_EQ(error.violations.size(), 2u);
}

Result<int> half(int n) {
  if (n % 2 != 0) return fail(ErrorCode::invalid_argument, "odd");
  return n / 2;
}
Result<int> quarter(int n) {
  const int halved = TRY(half(n));
  TRY(require(halved < 100, ErrorCode::conflict, "large"));
  return TRY(half(halved));
}

TEST(Try, GivesTheValueOrReturnsTheError) {
  EXPECT_EQ(*quarter(12), 3);
  EXPECT_EQ(quarter(7).error().message, "odd");
  EXPECT_EQ(quarter(6).error().message, "odd");
  EXPECT_EQ(quarter(200).error().message, "large");
}

}  // namespace
}  // namespace crow
