// Every operation of every service takes its input, or refuses it by name: no bytes are an error of
// the server. The first byte picks the operation; then come, a line each, its path parameters, its
// query and the body's media type, and after them the body.
#include "shared/contracts/access.h"
#include "shared/contracts/auth.h"
#include "shared/contracts/crawler.h"
#include "shared/contracts/extractor.h"
#include "shared/contracts/images.h"
#include "shared/contracts/imports.h"
#include "shared/contracts/interactions.h"
#include "shared/contracts/meaning.h"
#include "shared/contracts/models.h"
#include "shared/contracts/organizations.h"
#include "shared/contracts/products-internal.h"
#include "shared/contracts/products.h"
#include "shared/contracts/search.h"
#include "shared/contracts/users.h"
#include "shared/core/text.h"
#include "shared/fuzz/target.h"
#include "shared/host/fake/world.h"
#include "shared/service/service.h"

namespace crow {
namespace {

// For anyone: who calls is looked at before the input is.
constexpr Operation open(Operation operation) {
  operation.access = Access::anyone;
  operation.permission = std::nullopt;
  operation.organization = {};
  return operation;
}

template <typename Op>
constexpr Operation kOpen = open(Op::operation);

// What was taken can be told again.
template <typename Op>
Task<Response> take(Context& context) {
  using Input = typename Op::Input;
  Input input{};
  co_await read_input(context, kOpen<Op>, kTypeOf<Input>, &input);
  const std::string written = json::write(kTypeOf<Input>, &input);
  fuzz::insist(is_utf8(written));
  co_return Response{.status = 204};
}

std::vector<Endpoint> endpoints;

template <typename... Op>
void add(Operations<Op...>) {
  (endpoints.push_back({&kOpen<Op>, &take<Op>}), ...);
}

void add_all() {
  add(access::All{});
  add(auth::All{});
  add(crawler::All{});
  add(extractor::All{});
  add(images::All{});
  add(imports::All{});
  add(interactions::All{});
  add(meaning::All{});
  add(models::All{});
  add(organizations::All{});
  add(products::All{});
  add(search::All{});
  add(users::All{});
}

Service chosen{.name = "fuzzed", .endpoints = {}, .database = {}, .auth = {}};

// The operation's path with the values in its places, separated by spaces.
std::string target_of(const Operation& operation, std::string_view values) {
  std::string out = operation.path.starts_with("/internal/") ? "" : "/api/v1";
  std::string_view rest = operation.path.substr(1);
  while (!rest.empty()) {
    const std::string_view segment = split_off(rest, '/');
    out += '/';
    out += segment.starts_with('{') ? percent_encode(split_off(values, ' ')) : std::string(segment);
  }
  return out;
}

}  // namespace

const Service& service() { return chosen; }

}  // namespace crow

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace crow;
  static World& world = *new World;
  if (endpoints.empty()) add_all();
  if (size == 0) return 0;
  const Endpoint& endpoint = endpoints[data[0] % endpoints.size()];
  std::string_view text = fuzz::text_of(data + 1, size - 1);
  chosen.endpoints = {&endpoint, 1};
  World::Message message{.method = std::string(name_of(endpoint.operation->method))};
  message.target = target_of(*endpoint.operation, split_off(text, '\n'));
  const std::string_view query = split_off(text, '\n');
  if (!query.empty()) message.target += concat('?', query);
  const std::string_view type = split_off(text, '\n');
  // Headers come from strings of JavaScript.
  if (!is_utf8(type)) return 0;
  message.headers = {{"content-type", type.empty() ? "application/json" : std::string(type)},
                     {"content-length", to_text(static_cast<std::int64_t>(text.size()))}};
  message.body = text;
  const World::Reply reply = world.send(std::move(message));
  fuzz::insist(reply.status == 204 || (reply.status >= 400 && reply.status < 500));
  fuzz::insist(is_utf8(reply.body));
  world.log.clear();
  world.operations.clear();
  return 0;
}
