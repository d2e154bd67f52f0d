// For tests: the gateway in front of an auth and services that note what reaches them.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/contracts/auth.h"
#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/host/fake/world.h"
#include "shared/identity/testing.h"
#include "shared/json/write.h"

namespace crow::gateway {

// The value of a message's header, empty when absent.
inline std::string header_of(const World::Message& message, std::string_view name) {
  for (const auto& [key, value] : message.headers)
    if (key == name) return value;
  return {};
}

struct Gateway : World {
  // Auth knows the credentials "good…", whose user is what follows; all others are revoked.
  int resolved = 0;
  std::vector<auth::RecordKeyUse::Input> told;
  std::vector<Message> reached;  // What services and auth's own routes got.
  Reply answer{200, {{"content-type", "application/json"}}, R"({"from":"service"})"};

  Gateway() {
    set_variable("BASE_URL", "http://localhost:8787");
    set_neighbour("AUTH", [this](const Message& message) { return as_auth(message); });
    for (const char* binding :
         {"ACCESS", "USERS", "ORGANIZATIONS", "INTERACTIONS", "IMPORTS", "ASSETS"})
      set_neighbour(binding, [this](const Message& message) {
        reached.push_back(message);
        return answer;
      });
  }

  // Sends a key, and says who it reached the service as.
  std::string user_of(std::string key) {
    get("/api/v1/users/me", {{"x-api-key", std::move(key)}});
    return header_of(reached.back(), "x-user-id");
  }

 private:
  Reply as_auth(const Message& message) {
    if (message.target == auth::ResolveCredential::operation.path) {
      ++resolved;
      EXPECT_EQ(header_of(message, "x-internal-key"), "test-internal-key");
      const auto input = *json::read<auth::ResolveCredential::Input>(message.body);
      const std::string& credential = input.credential;
      auth::ResolveCredential::Output output;
      const auto good = credential.find("good");
      if (good == credential.npos) {
        output.refusal = "The API key is revoked.";
      } else {
        output.token = "token-of-" + credential;
        output.userId = credential.substr(good + 4);
        output.organizationId = "north";
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

}  // namespace crow::gateway
