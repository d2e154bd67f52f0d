#include "shared/core/text.h"
#include "shared/service/test-service.h"

namespace crow::shop {
namespace {

Error error_of(ErrorCode code, std::string message) {
  return Error{code, std::move(message), "the cause", SourcePlace::current()};
}

Request request_with(std::vector<Header> headers) {
  Request request;
  request.headers = std::move(headers);
  return request;
}

TEST(ErrorResponse, HasCodeMessageAndDetails) {
  const auto response = error_response(error_of(ErrorCode::conflict, "It is \"taken\"."), {});
  EXPECT_EQ(response.status, 409);
  EXPECT_EQ(response.find("content-type")->value, "application/json");
  EXPECT_EQ(response.body,
            R"({"error":{"code":"CONFLICT","message":"It is \"taken\".","details":null}})");
}

TEST(ErrorResponse, TellsTheFirstFaultAndTheOthersBehindIt) {
  Error error = fail(std::vector{Violation{"a", Rule::type, "a text", "5", "number"},
                                 Violation{"b[0]", Rule::required, "a number", {}, "undefined"}})
                    .error();
  error.notes.emplace_back("hint", "look");
  const auto response = error_response(error, {});
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.body,
            R"({"error":{"code":"VALIDATION_ERROR","message":"a must be a text, got 5","details":)"
            R"({"field":"a","expected":"a text","received":"5",)"
            R"("more":[{"field":"b[0]","expected":"a number","received":null}],"hint":"look"}}})");
}

TEST(ErrorResponse, IsOneSentenceWhenTheRequestAsksForPlainErrors) {
  const Request request = request_with({{"x-error-format", "plain"}});
  EXPECT_EQ(error_response(error_of(ErrorCode::not_found, "No such thing."), request).body,
            R"({"error":"No such thing."})");
  EXPECT_EQ(error_response(error_of(ErrorCode::invalid_argument, "a must be 5"), request).body,
            R"({"error":"Invalid request parameters"})");
  for (const std::string_view other : {"", "Plain", "json"})
    EXPECT_TRUE(error_response(error_of(ErrorCode::not_found, "x"),
                               request_with({{"x-error-format", std::string(other)}}))
                    .body.starts_with(R"({"error":{)"));
}

TEST(ErrorResponse, NeverHoldsTheCause) {
  for (int code = 0; code <= static_cast<int>(ErrorCode::unavailable); ++code)
    for (const std::string_view format : {"", "plain"})
      EXPECT_EQ(error_response(error_of(static_cast<ErrorCode>(code), "words"),
                               request_with({{"x-error-format", std::string(format)}}))
                    .body.find("cause"),
                std::string::npos);
}

TEST(ErrorResponse, SaysWhenToTryAgain) {
  Error error = error_of(ErrorCode::rate_limited, "Too many.");
  EXPECT_EQ(error_response(error, {}).find("retry-after"), nullptr);
  error.retry_after_s = 17;
  EXPECT_EQ(error_response(error, {}).find("retry-after")->value, "17");
}

TEST(ErrorResponse, TakesTheNameAndStatusOfAnotherStandard) {
  Error error = error_of(ErrorCode::invalid_argument, "No.");
  error.name = "TEAPOT";
  error.status = 418;
  const auto response = error_response(error, {});
  EXPECT_EQ(response.status, 418);
  EXPECT_NE(response.body.find(R"("code":"TEAPOT")"), std::string::npos);
}

TEST(ErrorObject, IsWhatStandsInTheBody) {
  Error error = fail(std::vector{Violation{"a", Rule::type, "a text", "5", "number"}}).error();
  EXPECT_EQ(error_object(error),
            R"({"code":"VALIDATION_ERROR","message":"a must be a text, got 5",)"
            R"("details":{"field":"a","expected":"a text","received":"5"}})");
  EXPECT_EQ(error_response(error, {}).body, concat(R"({"error":)", error_object(error), '}'));
  error.name = "TEAPOT";
  EXPECT_TRUE(error_object(error).starts_with(R"({"code":"TEAPOT",)"));
  EXPECT_EQ(error_object(error_of(ErrorCode::conflict, "It is \"taken\".")),
            R"({"code":"CONFLICT","message":"It is \"taken\".","details":null})");
}

}  // namespace
}  // namespace crow::shop
