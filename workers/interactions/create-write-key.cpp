#include "shared/core/id.h"
#include "shared/core/text.h"
#include "shared/identity/origin.h"
#include "shared/json/write.h"
#include "workers/interactions/handlers.h"

namespace crow::interactions {
namespace {

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                         std::string_view, std::vector<std::string>, std::string_view, Timestamp>
    kInsert{"interactions.insert_write_key", R"sql(
  INSERT INTO write_key (id, organization_id, name, key, origins, created_by, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
)sql"};

// 40 characters of 62 are 238 bits: nobody guesses another one's.
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::size_t kLength = 40;

// Origins as browsers send them, each checked to be one.
Result<std::vector<std::string>> read_origins(const CreateWriteKey::Input& input) {
  std::vector<std::string> origins;
  for (std::size_t i = 0; i < input.origins.value.size(); ++i) {
    const std::string& given = input.origins.value[i].value;
    if (given.empty() || origin_of(given) != given)
      return fail({{concat("origins[", i, "]"), Rule::format,
                    "an origin without a path, as https://shop.example", given, "string",
                    &kTypeOf<std::string>}});
    origins.push_back(to_lower(given));
  }
  return origins;
}

}  // namespace

Task<CreateWriteKey::Output> create_write_key(Context& context, CreateWriteKey::Input input) {
  const auto origins = co_await read_origins(input);
  const Timestamp now = context.now();
  WriteKey made{.id = make_id("wk", now, random_bytes(10)),
                .name = std::move(input.name.value),
                .key = concat("crowpk_", random_text(kLength, kAlphabet)),
                .origins = {json::write(origins)},
                .createdAt = now};
  co_await context.database.run(kInsert, made.id, context.caller.organization_id, made.name,
                                made.key, origins, context.caller.user_id, now);
  co_return made;
}

}  // namespace crow::interactions
