#include "workers/gateway/limits.h"

#include <algorithm>
#include <vector>

#include "shared/core/text.h"
#include "shared/core/time.h"

namespace crow::gateway {
namespace {

// What one address did in the window that ends at `ends_ms`.
struct Window {
  std::string address;
  char kind;
  std::int64_t length_ms;
  std::int64_t ends_ms;
  std::int64_t count;
};

constexpr std::size_t kWindowsMax = 8'192;
std::vector<Window> windows;

Window& window_of(std::string_view address, char kind, std::int64_t length_ms, Timestamp now) {
  for (Window& window : windows)
    if (window.kind == kind && window.address == address && window.ends_ms > now.ms) return window;
  if (windows.size() >= kWindowsMax / 2)
    std::erase_if(windows, [&](const Window& window) { return window.ends_ms <= now.ms; });
  // A flood of addresses pushes the oldest out rather than growing without bound.
  if (windows.size() >= kWindowsMax) windows.erase(windows.begin());
  const std::int64_t ends = (now.ms / length_ms + 1) * length_ms;
  windows.push_back({std::string(address), kind, length_ms, ends, 0});
  return windows.back();
}

Result<> count(Context& context, char kind, std::int64_t length_ms, std::int64_t limit,
               std::string_view what) {
  const Timestamp now = context.now();
  Window& window = window_of(client_address(context.request), kind, length_ms, now);
  if (window.count < limit) {
    ++window.count;
    return {};
  }
  const std::int64_t wait_s = (window.ends_ms - now.ms + 999) / 1000;
  context.reply_headers.push_back({"x-ratelimit-limit", to_text(limit)});
  context.reply_headers.push_back({"x-ratelimit-remaining", "0"});
  context.reply_headers.push_back({"x-ratelimit-reset", to_text(window.ends_ms / 1000)});
  Error error{ErrorCode::rate_limited,
              concat("More than ", limit, " ", what, " from this address; try again in ", wait_s,
                     " seconds."),
              {},
              SourcePlace::current()};
  error.retry_after_s = static_cast<std::uint32_t>(wait_s);
  return std::unexpected(std::move(error));
}

constexpr std::string_view kSensitive[] = {"/auth/sign-in/", "/auth/sign-up/",
                                           "/auth/api-key/verify", "/auth/request-password-reset",
                                           "/auth/reset-password"};

}  // namespace

std::string_view client_address(const Request& request) {
  if (variable_or("BEHIND_CLOUDFLARE", {}) != "true") return "unknown";
  return request.header_or("cf-connecting-ip", "unknown");
}

Result<> limit_sensitive(Context& context, std::string_view path) {
  const auto is_here = [&](std::string_view prefix) { return path.starts_with(prefix); };
  if (std::ranges::none_of(kSensitive, is_here)) return {};
  const std::int64_t limit = variable_or("ENVIRONMENT", {}) == "production" ? 10 : 100;
  return count(context, 's', kMinute, limit, "sign-ins a minute");
}

Result<> limit_writer(Context& context) {
  if (variable_or("ENVIRONMENT", {}) == "local") return {};
  return count(context, 'w', kMinute, 600, "requests a minute with a write key");
}

Result<> limit_public(Context& context) {
  if (variable_or("ENVIRONMENT", {}) == "local") return {};
  TRY(count(context, 'm', kMinute, 10, "requests a minute without a credential"));
  return count(context, 'd', kDay, 100, "requests a day without a credential");
}

}  // namespace crow::gateway
