// For tests: the gateway in front of an auth and services that note what reaches them.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/contracts/auth.h"
#include "shared/contracts/limiter.h"
#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/host/fake/world.h"
#include "shared/identity/testing.h"
#include "shared/json/write.h"
#include "shared/limits/grant.h"
#include "workers/gateway/limits.h"
#include "workers/gateway/services.h"

namespace crow::gateway {

// The value of a message's header, empty when absent.
inline std::string header_of(const World::Message& message, std::string_view name) {
  for (const auto& [key, value] : message.headers)
    if (key == name) return value;
  return {};
}

struct Gateway : World {
  // Auth knows the credentials "good…", whose user is what follows; all others are revoked.
  std::string organization = "north";  // Of all of them.
  int resolved = 0;
  std::vector<auth::RecordKeyUse::Input> told;
  std::vector<Message> reached;  // What services and auth's own routes got.
  Reply answer{200, {{"content-type", "application/json"}}, R"({"from":"service"})"};
  // The counters: what they gave, by object, credential and window; how often they were asked.
  std::map<std::string, std::int64_t> given;
  int asked = 0;
  std::int64_t counter_ahead_ms = 0;      // Of the gateway's clock.
  auth::ResolveCredential::Output known;  // What auth adds about a good credential.

  Gateway() {
    forget_limits();
    set_variable("BASE_URL", "http://localhost:8787");
    const auto note = [this](const Message& message) {
      reached.push_back(message);
      return answer;
    };
    set_neighbour("ASSETS", note);
    set_neighbour("SESSIONS/ad", [this](const Message& message) {
      reached.push_back(message);
      return Reply{200, {}, "from the object"};
    });
    for (const auto& neighbour : kNeighbours)
      if (!neighbour.binding.empty()) set_neighbour(std::string(neighbour.binding), note);
    set_neighbour("AUTH", [this](const Message& message) { return as_auth(message); });
    set_neighbour("COUNTERS", [this](const Message& message) { return as_counter(message); });
    known.tier = Tier::enterprise;
  }

  // Sends a key, and says who it reached the service as.
  std::string user_of(std::string key) {
    get("/api/v1/users/me", {{"x-api-key", std::move(key)}});
    return header_of(reached.back(), "x-user-id");
  }

 private:
  Reply as_counter(const Message& message) {
    ++asked;
    EXPECT_EQ(header_of(message, "x-internal-key"), "test-internal-key");
    const auto at = message.target.find('?');
    EXPECT_EQ(message.target.substr(0, at), limiter::LeaseTokens::operation.path);
    std::map<std::string, std::string> query;
    for (auto& [name, value] : *parse_form(message.target.substr(at + 1)))
      query[name] = std::move(value);
    limits::Ask ask{.allowance = {.per_minute = *to_number(query.at("perMinute"))},
                    .want = *to_number(query.at("want")),
                    .surplus = *to_number(query.at("surplus"))};
    if (query.contains("perDay")) {
      ask.allowance.per_day = *to_number(query.at("perDay"));
      ask.surplus_day = *from_rfc3339(query.at("surplusDay"));
    }
    const Timestamp now{now_ms + counter_ahead_ms};
    const std::string name = concat(header_of(message, "object"), ' ', query.at("id"), ' ');
    std::int64_t& minute = given[concat(name, 'm', limits::start_of_minute(now).ms)];
    std::int64_t& day = given[concat(name, 'd', limits::start_of_day(now).ms)];
    const auto grant = limits::grant(ask, now, {minute, day});
    minute += grant.minute.granted;
    const auto share = [](const limits::Share& one) {
      return limiter::WindowShare{one.starts, one.granted, one.left};
    };
    limiter::LeaseTokens::Output output{.now = now, .minute = share(grant.minute)};
    if (grant.day) {
      day += grant.day->granted;
      output.day = share(*grant.day);
    }
    return {200, {}, json::write(output)};
  }
  Reply as_auth(const Message& message) {
    if (message.target == auth::ResolveCredential::operation.path) {
      ++resolved;
      EXPECT_EQ(header_of(message, "x-internal-key"), "test-internal-key");
      const auto input = *json::read<auth::ResolveCredential::Input>(message.body);
      const std::string& credential = input.credential;
      auth::ResolveCredential::Output output = known;
      const auto good = credential.find("good");
      if (good == credential.npos) {
        output.refusal = "The API key is revoked.";
      } else {
        output.token = "token-of-" + credential;
        output.userId = credential.substr(good + 4);
        output.organizationId = organization;
        output.credentialId = "key_" + output.userId;
      }
      return {200, {}, json::write(output)};
    }
    if (message.target == auth::RecordKeyUse::operation.path) {
      told.push_back(*json::read<auth::RecordKeyUse::Input>(message.body));
      return {204, {}, {}};
    }
    reached.push_back(message);
    return answer;
  }
};

// A deployment behind Cloudflare, which tells addresses apart.
struct Deployment : Gateway {
  explicit Deployment(std::string environment) {
    set_variable("ENVIRONMENT", std::move(environment));
    set_variable("BEHIND_CLOUDFLARE", "true");
    now_ms = 1'790'000'040'000;  // A minute begins.
  }
  Reply from(std::string address, std::string target, std::string method = "GET") {
    return send(
        {std::move(method), std::move(target), {{"cf-connecting-ip", std::move(address)}}, {}});
  }
};

}  // namespace crow::gateway
