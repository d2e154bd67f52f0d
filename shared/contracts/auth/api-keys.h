// API keys: made, listed, read, revoked, verified.
//
// The fields of an Input stand in the order in which Better Auth names their faults.
#pragma once

#include "shared/contracts/auth/organizations.h"
#include "shared/contracts/auth/sessions.h"

namespace crow::auth {

// A key as everyone may see it. CROW counts requests itself, so Better Auth's own limits stand at
// their defaults and are off.
struct ApiKey {
  static constexpr std::string_view title = "AuthApiKey";
  std::string configId = "default";
  std::optional<std::string> name;
  std::string start, referenceId, prefix;
  std::optional<std::int64_t> refillInterval, refillAmount;
  std::optional<Timestamp> lastRefillAt;
  bool enabled = true, rateLimitEnabled = false;
  std::int64_t rateLimitTimeWindow = 86'400'000, rateLimitMax = 10, requestCount = 0;
  std::optional<std::int64_t> remaining;
  std::optional<Timestamp> lastRequest, expiresAt;
  Timestamp createdAt, updatedAt;
  std::optional<RawJson> permissions, metadata;
  std::string id;
  std::optional<std::string> key;

  static constexpr auto fields = describe(
      field<&ApiKey::configId>("configId", "Always `default`."),
      field<&ApiKey::name>("name", "What the owner calls it."),
      field<&ApiKey::start>("start", "Its first six characters, to recognise it by."),
      field<&ApiKey::referenceId>("referenceId", "Whose it is."),
      field<&ApiKey::prefix>("prefix", "What it begins with."),
      field<&ApiKey::refillInterval>("refillInterval", "Not used."),
      field<&ApiKey::refillAmount>("refillAmount", "Not used."),
      field<&ApiKey::lastRefillAt>("lastRefillAt", "Not used."),
      field<&ApiKey::enabled>("enabled", "Whether it is accepted."),
      field<&ApiKey::rateLimitEnabled>("rateLimitEnabled", "Not used: tiers set the limits."),
      field<&ApiKey::rateLimitTimeWindow>("rateLimitTimeWindow", "Not used."),
      field<&ApiKey::rateLimitMax>("rateLimitMax", "Not used."),
      field<&ApiKey::requestCount>("requestCount", "Requests made with it."),
      field<&ApiKey::remaining>("remaining", "Not used."),
      field<&ApiKey::lastRequest>("lastRequest", "When it was last used."),
      field<&ApiKey::expiresAt>("expiresAt", "When it ends."),
      field<&ApiKey::createdAt>("createdAt", "When it was made."),
      field<&ApiKey::updatedAt>("updatedAt", "When it last changed."),
      field<&ApiKey::permissions>("permissions", "Not used: a key has its owner's."),
      field<&ApiKey::metadata>("metadata", "What the owner added."),
      field<&ApiKey::id>("id", "The key's id."),
      field<&ApiKey::key>("key", "The key itself, shown once.").secret().omitted_when_null());
};

struct PrefixFormat {
  static bool matches(std::string_view text) {
    for (const char c : text)
      if (!IdFormat::matches({&c, 1}) && c != '-') return false;
    return !text.empty();
  }
  static constexpr Format format{.name = "",
                                 .pattern = "^[a-zA-Z0-9_-]+$",
                                 .expected = "letters, digits, underscores and hyphens",
                                 .matches = &matches};
};

struct CreateApiKey {
  static constexpr Operation operation{
      .name = "create_api_key",
      .method = Method::post,
      .path = "/auth/api-key/create",
      .summary = "Makes a key for the organization that is active now.",
      .access = Access::session,
      .ignores_unknown = true};
  struct Input {
    std::optional<std::string> configId, name;
    std::optional<Number<1.0, 1e300>> expiresIn;
    std::optional<Text<0, 65'536, PrefixFormat>> prefix;
    std::optional<Number<0.0, 1e300>> remaining;
    std::optional<RawJson> metadata;
    std::optional<Number<1.0, 1e300>> refillAmount;
    std::optional<double> refillInterval, rateLimitTimeWindow, rateLimitMax;
    std::optional<bool> rateLimitEnabled;
    std::optional<Map<std::vector<std::string>>> permissions;
    RawJson userId{""};

    static constexpr auto fields = describe(
        field<&Input::configId>("configId", "`default`.").not_null(),
        field<&Input::name>("name", "1 to 32 characters.").not_null(),
        field<&Input::expiresIn>("expiresIn", "Seconds it lives: 1 to 365 days, 365 unless given."),
        field<&Input::prefix>("prefix", "What it begins with, `crow_` unless given.").not_null(),
        field<&Input::remaining>("remaining", "Refused: the server's to set."),
        field<&Input::metadata>("metadata", "An object of anything."),
        field<&Input::refillAmount>("refillAmount", "Refused: the server's to set.").not_null(),
        field<&Input::refillInterval>("refillInterval", "Refused: the server's to set.").not_null(),
        field<&Input::rateLimitTimeWindow>("rateLimitTimeWindow", "Refused: the server's to set.")
            .not_null(),
        field<&Input::rateLimitMax>("rateLimitMax", "Refused: the server's to set.").not_null(),
        field<&Input::rateLimitEnabled>("rateLimitEnabled", "Refused: the server's to set.")
            .not_null(),
        field<&Input::permissions>("permissions", "Refused: the server's to set.").not_null(),
        field<&Input::userId>("userId", "Refused: keys are made for oneself.").defaulted());
  };
  using Output = ApiKey;
};

struct UpdateApiKey {
  static constexpr Operation operation{.name = "update_api_key",
                                       .method = Method::post,
                                       .path = "/auth/api-key/update",
                                       .summary = "Changes a key of the caller's.",
                                       .access = Access::session,
                                       .ignores_unknown = true};
  struct Input {
    std::optional<std::string> configId;
    std::string keyId;
    RawJson userId{""};
    std::optional<std::string> name;
    std::optional<bool> enabled;
    std::optional<Number<1.0, 1e300>> remaining;
    std::optional<double> refillAmount, refillInterval;
    RawJson metadata{""};
    std::optional<std::optional<Number<1.0, 1e300>>> expiresIn;  // Null: never.
    std::optional<bool> rateLimitEnabled;
    std::optional<double> rateLimitTimeWindow, rateLimitMax;
    std::optional<std::optional<Map<std::vector<std::string>>>> permissions;

    static constexpr auto fields = describe(
        field<&Input::configId>("configId", "`default`.").not_null(),
        field<&Input::keyId>("keyId", "The key's id."),
        field<&Input::userId>("userId", "The caller, if anyone.").defaulted(),
        field<&Input::name>("name", "1 to 32 characters.").not_null(),
        field<&Input::enabled>("enabled", "Whether it is accepted.").not_null(),
        field<&Input::remaining>("remaining", "Refused: the server's to set.").not_null(),
        field<&Input::refillAmount>("refillAmount", "Refused: the server's to set.").not_null(),
        field<&Input::refillInterval>("refillInterval", "Refused: the server's to set.").not_null(),
        field<&Input::metadata>("metadata", "An object of anything; null for none.").defaulted(),
        field<&Input::expiresIn>("expiresIn", "Seconds from now: 1 to 365 days; null for no end."),
        field<&Input::rateLimitEnabled>("rateLimitEnabled", "Refused: the server's to set.")
            .not_null(),
        field<&Input::rateLimitTimeWindow>("rateLimitTimeWindow", "Refused: the server's to set.")
            .not_null(),
        field<&Input::rateLimitMax>("rateLimitMax", "Refused: the server's to set.").not_null(),
        field<&Input::permissions>("permissions", "Refused: the server's to set."));
  };
  using Output = ApiKey;
};

struct DeleteApiKey {
  static constexpr Operation operation{.name = "delete_api_key",
                                       .method = Method::post,
                                       .path = "/auth/api-key/delete",
                                       .summary = "Revokes a key of the caller's.",
                                       .access = Access::session,
                                       .ignores_unknown = true};
  struct Input {
    std::optional<std::string> configId;
    std::string keyId;
    static constexpr auto fields =
        describe(field<&Input::configId>("configId", "`default`.").not_null(),
                 field<&Input::keyId>("keyId", "The key's id."));
  };
  using Output = SignOut::Output;
};

struct VerifyApiKey {
  static constexpr Operation operation{.name = "verify_api_key",
                                       .method = Method::post,
                                       .path = "/auth/api-key/verify",
                                       .summary = "Says whether a key is good, and whose it is.",
                                       .access = Access::anyone,
                                       .ignores_unknown = true};
  struct Input {
    std::optional<std::string> configId;
    std::string key;
    std::optional<Map<std::vector<std::string>>> permissions;
    static constexpr auto fields = describe(
        field<&Input::configId>("configId", "`default`.").not_null(),
        field<&Input::key>("key", "The key.").secret(),
        field<&Input::permissions>("permissions", "Keys have none of their own.").not_null());
  };
  struct Fault {
    std::string message, code;
    static constexpr auto fields = describe(field<&Fault::message>("message", "A sentence."),
                                            field<&Fault::code>("code", "Its name."));
  };
  struct Output {
    static constexpr std::string_view title = "VerifiedApiKey";
    bool valid = false;
    std::optional<Fault> error;
    std::optional<ApiKey> key;
    std::optional<std::string> userId, organizationId;
    static constexpr auto fields = describe(
        field<&Output::valid>("valid", "Whether it is good."),
        field<&Output::error>("error", "Why it is not."), field<&Output::key>("key", "The key."),
        field<&Output::userId>("userId", "Whose it is.").omitted_when_null(),
        field<&Output::organizationId>("organizationId", "Which organization it acts for.")
            .omitted_when_null());
  };
};

struct ListApiKeys {
  static constexpr Operation operation{.name = "list_api_keys",
                                       .path = "/auth/api-key/list",
                                       .summary = "The caller's keys.",
                                       .access = Access::session};
  struct Input {
    std::optional<std::string> configId, organizationId;
    std::optional<Integer<0, 1'000'000'000>> limit, offset;
    std::optional<std::string> sortBy;
    std::optional<SortDirection> sortDirection;
    static constexpr auto fields = describe(
        field<&Input::configId>("configId", "`default`."),
        field<&Input::organizationId>("organizationId", "Only those made for this organization."),
        field<&Input::limit>("limit", "How many at most, 100 unless given."),
        field<&Input::offset>("offset", "How many to leave out."),
        field<&Input::sortBy>("sortBy", "A field, as `name` or `createdAt`."),
        field<&Input::sortDirection>("sortDirection", "`asc` unless given."));
  };
  struct Output {
    static constexpr std::string_view title = "ApiKeyList";
    std::vector<ApiKey> apiKeys;
    std::int64_t total = 0;
    std::optional<std::int64_t> limit, offset;
    static constexpr auto fields =
        describe(field<&Output::apiKeys>("apiKeys", "The keys, without themselves."),
                 field<&Output::total>("total", "How many there are."),
                 field<&Output::limit>("limit", "As it was sent.").omitted_when_null(),
                 field<&Output::offset>("offset", "As it was sent.").omitted_when_null());
  };
};

struct GetApiKey {
  static constexpr Operation operation{.name = "get_api_key",
                                       .path = "/auth/api-key/get",
                                       .summary = "One key of the caller's.",
                                       .access = Access::session};
  struct Input {
    std::optional<std::string> configId;
    std::string id;
    static constexpr auto fields = describe(field<&Input::configId>("configId", "`default`."),
                                            field<&Input::id>("id", "The key's id."));
  };
  using Output = ApiKey;
};

}  // namespace crow::auth
