#include <algorithm>

#include "shared/core/id.h"
#include "shared/core/text.h"
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

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether a text is a scheme, a host and perhaps a port, as browsers send them in Origin.
bool is_origin(std::string_view text) {
  const std::string lower = to_lower(text);
  std::string_view rest = lower;
  if (rest.starts_with("http://"))
    rest.remove_prefix(7);
  else if (rest.starts_with("https://"))
    rest.remove_prefix(8);
  else
    return false;
  // An IPv6 address stands in brackets, and has colons of its own.
  const bool is_bracketed = rest.starts_with('[');
  const auto colon = rest.find(':', is_bracketed ? rest.find(']') : 0);
  const std::string_view host = rest.substr(0, colon);
  const std::string_view port =
      colon == rest.npos ? std::string_view("80") : rest.substr(colon + 1);
  const std::string_view inside =
      is_bracketed && host.ends_with(']') ? host.substr(1, host.size() - 2) : host;
  return !inside.empty() && !port.empty() && port.size() <= 5 &&
         std::ranges::all_of(port, is_digit) && std::ranges::all_of(inside, [&](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'z') ||
                  (is_bracketed ? c == ':' || c == '.' : c == '-' || c == '.');
         });
}

// Origins as browsers send them, each checked to be one.
Result<std::vector<std::string>> read_origins(const CreateWriteKey::Input& input) {
  std::vector<std::string> origins;
  for (std::size_t i = 0; i < input.origins.value.size(); ++i) {
    const std::string& given = input.origins.value[i].value;
    if (!is_origin(given))
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
