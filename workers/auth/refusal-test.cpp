#include "workers/auth/refusal.h"

#include <gtest/gtest.h>

#include "shared/service/service.h"

namespace crow::auth {
namespace {

Request request_for(std::string path) {
  Request request;
  request.path = std::move(path);
  return request;
}

TEST(Refusal, IsAMessageAndACode) {
  const auto reply =
      refusal_response(refuse(kInvalidOrigin).error(), request_for("/api/v1/auth/x"));
  EXPECT_EQ(reply.status, 403);
  EXPECT_EQ(reply.body, R"({"message":"Invalid origin","code":"INVALID_ORIGIN"})");
  EXPECT_EQ(reply.find("content-type")->value, "application/json");
}

TEST(Refusal, MayLackItsCodeOrItsBody) {
  const auto plain = refusal_response(refuse(400, {}, "Invalid callbackURL").error(),
                                      request_for("/api/v1/auth/x"));
  EXPECT_EQ(plain.body, R"({"message":"Invalid callbackURL"})");
  const auto silent =
      refusal_response(refuse(kUnauthorizedSilently).error(), request_for("/api/v1/auth/x"));
  EXPECT_EQ(silent.status, 401);
  EXPECT_EQ(silent.body, "");
  EXPECT_EQ(silent.find("content-type")->value, "application/json");
}

TEST(Refusal, OfAnUnknownRouteIsEmptyButOfAThingIsNot) {
  const auto route = refusal_response(fail(ErrorCode::not_found, "no such route").error(),
                                      request_for("/api/v1/auth/x"));
  EXPECT_EQ(route.status, 404);
  EXPECT_TRUE(route.body.empty() && route.headers.empty());
  const auto key = refusal_response(refuse(kKeyNotFound).error(), request_for("/api/v1/auth/x"));
  EXPECT_EQ(key.status, 404);
  EXPECT_EQ(key.body, R"({"message":"API Key not found","code":"KEY_NOT_FOUND"})");
}

TEST(Refusal, OfTheKernelKeepsItsCodeAndSaysWhenToComeBack) {
  Error busy = fail(ErrorCode::unavailable, "Too many sign-ins.", "two wait").error();
  busy.retry_after_s = 1;
  const auto reply = refusal_response(busy, request_for("/api/v1/auth/sign-in/email"));
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.body, R"({"message":"Too many sign-ins.","code":"UNAVAILABLE"})");
  EXPECT_EQ(reply.find("retry-after")->value, "1");
}

TEST(Refusal, OfAnInternalOperationHasTheContractsShape) {
  const Error error = fail(ErrorCode::conflict, "No.").error();
  const Request request = request_for("/internal/auth/x");
  EXPECT_EQ(refusal_response(error, request).body, crow::error_response(error, request).body);
}

}  // namespace
}  // namespace crow::auth
