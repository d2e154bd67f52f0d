#include "workers/models/store.h"

#include <algorithm>
#include <vector>

#include "shared/core/text.h"
#include "shared/host/crypto.h"
#include "shared/language/embedding.h"

namespace crow::models {
namespace {

constexpr std::size_t kVersionCharacters = 16;

// The models used last, as many as there is room for.
struct Remembered {
  std::string key;
  std::shared_ptr<const language::Lsa> model;
};
constexpr std::size_t kRememberedBytesMax = 24 * 1024 * 1024;
std::vector<Remembered> remembered;  // The one used last stands last.

struct Newest {
  std::string organization_id, version;
  Timestamp until;
};
constexpr std::size_t kNewestMax = 1'000;
constexpr std::int64_t kNewestMs = 5'000;
std::vector<Newest> newest;

std::string key_of(std::string_view organization_id, std::string_view version) {
  return concat(models_prefix(organization_id), version);
}

std::string newest_key(std::string_view organization_id) {
  return concat("newest/", organization_id);
}

void remember(std::string key, std::shared_ptr<const language::Lsa> model) {
  remembered.push_back({std::move(key), std::move(model)});
  while (remembered.size() > 1 && remembered_bytes() > kRememberedBytesMax)
    remembered.erase(remembered.begin());
}

void remember_newest(Context& context, std::string organization_id, std::string version) {
  std::erase_if(newest, [&](const Newest& one) {
    return one.until <= context.now() || one.organization_id == organization_id;
  });
  if (newest.size() >= kNewestMax) newest.erase(newest.begin());
  newest.push_back(
      {std::move(organization_id), std::move(version), {context.now().ms + kNewestMs}});
}

}  // namespace

std::string models_prefix(std::string_view organization_id) {
  return concat("models/", organization_id, '/');
}

std::string training_prefix(std::string_view organization_id, std::string_view training_id) {
  return concat("trainings/", organization_id, '/', training_id, '/');
}

std::string name_of_version(std::string_view version) {
  std::string name = concat("builtin:", language::kWay, ':', language::kDimensions);
  if (!version.empty()) name += concat(':', version);
  return name;
}

std::optional<std::string> version_in(std::string_view name) {
  const std::string plain = name_of_version({});
  if (name == plain) return "";
  if (!name.starts_with(concat(plain, ':'))) return std::nullopt;
  const std::string_view version = name.substr(plain.size() + 1);
  const bool is_version = version.size() == kVersionCharacters &&
                          version.find_first_not_of("0123456789abcdef") == version.npos;
  return is_version ? std::optional(std::string(version)) : std::nullopt;
}

Task<std::string> newest_version(Context& context, std::string organization_id) {
  for (const Newest& one : newest)
    if (one.organization_id == organization_id && one.until > context.now()) co_return one.version;
  const auto found = co_await files(context).find(newest_key(organization_id));
  std::string version = found ? found->bytes : "";
  remember_newest(context, std::move(organization_id), version);
  co_return version;
}

Task<> set_newest_version(Context& context, std::string organization_id, std::string version) {
  co_await files(context).put(newest_key(organization_id), version);
  remember_newest(context, std::move(organization_id), std::move(version));
}

Task<std::shared_ptr<const language::Lsa>> load_model(Context& context, std::string organization_id,
                                                      std::string version) {
  std::string key = key_of(organization_id, version);
  const auto known = std::ranges::find(remembered, key, &Remembered::key);
  if (known != remembered.end()) {
    std::rotate(known, known + 1, remembered.end());
    co_return remembered.back().model;
  }
  const auto found = co_await files(context).find(key);
  co_await require(found.has_value(), ErrorCode::not_found, "There is no such model.");
  auto parsed = language::Lsa::parse(found->bytes);
  co_await require(parsed.has_value(), ErrorCode::internal, "A stored model cannot be read.");
  auto model = std::make_shared<const language::Lsa>(std::move(*parsed));
  // Another request may have brought it meanwhile.
  if (std::ranges::find(remembered, key, &Remembered::key) == remembered.end())
    remember(std::move(key), model);
  co_return model;
}

Task<std::string> store_model(Context& context, std::string organization_id, std::string bytes) {
  const std::string version = hex(crypto::sha256(bytes)).substr(0, kVersionCharacters);
  co_await files(context).put(key_of(organization_id, version), bytes);
  co_return version;
}

void forget_models() {
  remembered.clear();
  newest.clear();
}

std::size_t remembered_bytes() {
  std::size_t bytes = 0;
  for (const Remembered& one : remembered) bytes += one.model->size();
  return bytes;
}

}  // namespace crow::models
