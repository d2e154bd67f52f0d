// It is long because it is the whole host, each operation in the order of its file.

#include "shared/host/fake/world.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "shared/core/text.h"
#include "shared/host/crypto.h"
#include "shared/host/fake/node.h"
#include "shared/host/host.h"
#include "shared/host/imports.h"
#include "shared/identity/token.h"
#include "shared/json/read.h"
#include "shared/json/write.h"
#include "shared/service/service.h"

namespace crow {
namespace {

World* world = nullptr;

// A test that breaks the World's rules is a defect of the test.
void insist(bool holds, std::string_view why) {
  if (holds) return;
  std::fprintf(stderr, "World: %.*s\n", static_cast<int>(why.size()), why.data());
  std::abort();
}

void give(std::string_view data) {
  std::memcpy(crow_buffer(data.size()), data.data(), data.size());
}

World::Headers read_lines(std::string_view lines) {
  World::Headers out;
  while (!lines.empty()) {
    const std::string_view name = split_off(lines, '\n');
    const std::string_view value = split_off(lines, '\n');
    out.emplace_back(name, value);
  }
  return out;
}

}  // namespace

std::string World::Reply::header(std::string_view name) const {
  const auto values = all(name);
  return values.empty() ? "" : values.front();
}

std::vector<std::string> World::Reply::all(std::string_view name) const {
  std::vector<std::string> out;
  for (const auto& [key, value] : headers)
    if (key == name) out.push_back(value);
  return out;
}

World::World() : database_(std::make_unique<Sqlite>()) {
  insist(!world, "one at a time");
  world = this;
  host::forget_variables();
  forget_tokens();
  set_variable("INTERNAL_KEY", "test-internal-key");
  set_variable("ENVIRONMENT", "local");
  const auto pair = crypto::ed25519_generate();
  private_key_ = pair.private_key;
  public_key_ = pair.public_key;
  key_id_ = hex(random_bytes(8));
}

World::~World() {
  // Nothing may be left: a call that nobody awaits any more is a leak.
  run();
  world = nullptr;
}

void World::migrate(const std::string& folder) {
  const auto outcome = database_->migrate(folder);
  insist(outcome.has_value(), outcome ? "" : outcome.error().cause);
}

void World::set_variable(std::string name, std::string value) {
  variables_[std::move(name)] = std::move(value);
  host::forget_variables();
}

void World::set_neighbour(std::string binding, Neighbour neighbour) {
  neighbours_[std::move(binding)] = std::move(neighbour);
}

World::Reply World::send(Message message) {
  const std::uint32_t id = start(std::move(message));
  run();
  insist(reply_to(id), "the request was never answered");
  return *reply_to(id);
}

World::Reply World::get(std::string target, Headers headers) {
  return send({"GET", std::move(target), std::move(headers), {}});
}

World::Reply World::post(std::string target, std::string json, Headers headers) {
  headers.emplace_back("content-type", "application/json");
  return send({"POST", std::move(target), std::move(headers), std::move(json)});
}

std::uint32_t World::start(Message message) {
  const std::uint32_t id = ++last_request_;
  if (!message.body.empty())
    message.headers.emplace_back("content-length",
                                 to_text(static_cast<std::int64_t>(message.body.size())));
  std::string head = concat(message.method, "\nhttp://localhost:8787", message.target, '\n');
  for (const auto& [name, value] : message.headers) head += concat(name, '\n', value, '\n');
  exchanges_[id].message = std::move(message);
  give(head);
  crow_start(id, head.size());
  return id;
}

void World::cancel(std::uint32_t request) { crow_cancel(request); }

void World::scheduled(std::string_view cron) {
  const std::uint32_t id = ++last_request_;
  exchanges_[id];
  give(cron);
  crow_scheduled(id, cron.size());
  run();
}

std::uint32_t World::wake() {
  const std::uint32_t id = ++last_request_;
  exchanges_[id];
  crow_wake(id);
  return id;
}

void World::kill(bool is_done) {
  std::deque<Operation> asked;
  asked.swap(queue_);
  if (is_done && !asked.empty()) {
    const Operation& last = asked.front();
    if (FakeVectors::knows(last.name)) {
      // The index asks its own database, and nobody else is there to ask anything.
      vectors[last.binding].start(last.binding, last.name, last.payload,
                                  [](bool, const std::string&) {});
      run();
    } else {
      answer(last);
    }
  }
  drop_requests();
}

void World::run(std::size_t most) {
  for (; most > 0 && !queue_.empty(); --most) {
    const Operation next = std::move(queue_.front());
    queue_.pop_front();
    perform(next);
  }
}

const World::Reply* World::reply_to(std::uint32_t request) const {
  const auto found = exchanges_.find(request);
  return found != exchanges_.end() && found->second.reply ? &*found->second.reply : nullptr;
}

void World::fail_next(std::string operation, std::string message) {
  failures_[std::move(operation)] = std::move(message);
}

std::pair<std::string, std::string> World::as(const Caller& caller) {
  return {"authorization",
          "Bearer " + sign_jwt(token_claims(caller, {now_ms + 30'000}), key_id_, private_key_)};
}

void World::perform(const Operation& operation) {
  const auto failure = failures_.find(operation.name);
  const bool is_ok = failure == failures_.end();
  if (is_ok && FakeVectors::knows(operation.name))
    return vectors[operation.binding].start(operation.binding, operation.name, operation.payload,
                                            [token = operation.token](bool done, std::string text) {
                                              give(text);
                                              crow_complete(token, done, text.size());
                                            });
  HostAnswer outcome;
  if (is_ok) {
    outcome = answer(operation);
  } else {
    outcome = std::unexpected(failure->second);
    failures_.erase(failure);
  }
  const std::string& data = outcome ? *outcome : outcome.error();
  give(data);
  crow_complete(operation.token, outcome.has_value(), data.size());
}

Sqlite& World::database_of(const std::string& binding) {
  const std::string_view of_vectors = FakeVectors::binding_of(binding);
  return of_vectors.empty() ? *database_ : vectors[std::string(of_vectors)].database();
}

HostAnswer World::answer(const Operation& operation) {
  if (operation.name == "d1.batch" || operation.name == "sqlite.bytes") {
    auto statements = json::read<std::vector<std::vector<RawJson>>>(operation.payload);
    insist(statements.has_value(), "a batch that is not JSON");
    std::vector<Sqlite::Call> calls;
    for (const auto& statement : *statements) {
      // The addresses of constants of this very program.
      const auto* text = reinterpret_cast<const char*>(*to_number(statement[0].text));
      calls.push_back(
          {{text, static_cast<std::size_t>(*to_number(statement[1].text))}, statement[2].text});
    }
    auto outcome = database_of(operation.binding).batch(calls);
    if (!outcome) return std::unexpected(outcome.error().cause);
    return operation.name == "d1.batch" ? *outcome : FakeVectors::column_of(*outcome);
  }
  if (operation.name == "d1.ping" || operation.name == "timer.sleep") return {};
  if (FakeBucket::knows(operation.name))
    return buckets[operation.binding].answer(operation.name, operation.payload, now_ms);
  if (FakeAi::knows(operation.name)) return ai.answer(operation.name, operation.payload);
  if (FakeInternet::knows(operation.name))
    return internet.answer(operation.name, operation.payload);
  if (operation.name == "text.decode") {
    std::string_view payload = operation.payload;
    const std::string name(split_off(payload, '\n')), label(split_off(payload, '\n'));
    const bool is_last = split_off(payload, '\n') == "1";
    std::string& bytes = decoders_[name] += payload;
    auto text = fake::node_decode(label, is_last ? std::exchange(bytes, {}) : "");
    if (!text) return std::unexpected("unknown_charset");
    return std::move(*text);
  }
  if (operation.name == "body.next") {
    constexpr std::size_t kPiece = 60'000;
    Exchange& exchange = exchanges_[operation.request];
    const std::string piece = exchange.message.body.substr(exchange.body_at, kPiece);
    exchange.body_at += piece.size();
    return piece;
  }
  if (operation.name == "queue.send") {
    std::string_view payload = operation.payload;
    messages.push_back(*to_number(split_off(payload, '\n')));
    return {};
  }
  if (operation.name == "alarm.set") {
    if (!alarm) alarm = *to_number(operation.payload);
    return {};
  }
  if (operation.name == "storage.clear") {
    ++clears;
    return {};
  }
  if (operation.name == "memory.forget") {
    forgotten.push_back(operation.payload);
    if (memory) memory->forget();
    return {};
  }
  if (FakeMemory::knows(operation.name))
    return memory ? memory->answer(operation.name, operation.payload) : std::string();
  if (operation.name == "mail.send") {
    mail.push_back(operation.payload);
    return {};
  }
  if (operation.name == "crypto.scrypt") return fake::scrypt(operation.payload);
  if (operation.name == "body.read") {
    const std::string& body = exchanges_[operation.request].message.body;
    if (static_cast<std::int64_t>(body.size()) > *to_number(operation.payload))
      return std::unexpected("too_large");
    return body;
  }
  if (operation.name == "stream.open") {
    std::string_view payload = operation.payload;
    const int status = static_cast<int>(*to_number(split_off(payload, '\n')));
    exchanges_[operation.request].reply = Reply{status, read_lines(payload), {}};
    return {};
  }
  if (operation.name == "stream.write") {
    exchanges_[operation.request].reply->body += operation.payload;
    return {};
  }
  if (operation.name == "service.fetch") {
    const auto end = operation.payload.find("\n\n");
    std::string_view head = std::string_view(operation.payload).substr(0, end + 1);
    Message message;
    message.method = split_off(head, '\n');
    message.target = split_off(head, '\n');
    message.headers = read_lines(head);
    message.body = operation.payload.substr(end + 2);
    const Reply reply = call_neighbour(operation.binding, message);
    return concat(reply.status, '\n', reply.body);
  }
  if (operation.name == "object.get") {
    std::string_view payload = operation.payload;
    const std::string object(split_off(payload, '\n')), deadline(split_off(payload, '\n'));
    Message message{.target = std::string(split_off(payload, '\n'))};
    message.headers = read_lines(payload);
    message.headers.emplace_back("object", object);
    message.headers.emplace_back("deadline", deadline);
    const Reply reply = call_neighbour(operation.binding, message);
    return concat(reply.status, '\n', reply.body);
  }
  if (operation.name == "forward.fetch") {
    std::string_view payload = operation.payload;
    Message message = exchanges_[operation.request].message;
    const std::string target(split_off(payload, '\n'));
    if (!target.empty()) message.target = target;
    for (const auto& [name, value] : read_lines(payload)) {
      std::erase_if(message.headers, [&](const auto& header) { return header.first == name; });
      if (!value.empty()) message.headers.emplace_back(name, value);
    }
    Reply reply = call_neighbour(operation.binding, message);
    const int status = reply.status;
    exchanges_[operation.request].reply = std::move(reply);
    return to_text(status);
  }
  insist(false, "no such operation: " + operation.name);
  return {};
}

World::Reply World::call_neighbour(const std::string& binding, const Message& message) {
  const auto found = neighbours_.find(binding);
  if (found != neighbours_.end())
    if (Reply reply = found->second(message); reply.status != 0) return reply;
  if (binding == "AUTH" && message.target == "/api/v1/auth/jwks") {
    const JwkSet keys{{{"EdDSA", "Ed25519", base64url(public_key_), "OKP", key_id_}}};
    return {200, {}, json::write(keys)};
  }
  insist(false, "no neighbour " + binding + " for " + message.target);
  return {};
}

// The imports act on the one World.
struct FakeHost {
  static void call(World::Operation operation) {
    // Those of the fakes themselves are nobody's request.
    if (operation.request != 0) world->operations.push_back(operation.name);
    world->queue_.push_back(std::move(operation));
  }
  static void respond(std::uint32_t request, World::Reply reply) {
    auto& exchange = world->exchanges_[request];
    insist(!exchange.is_finished, "an answer after the end");
    if (reply.is_forwarded) {
      insist(exchange.reply.has_value(), "a forwarded answer without an upstream");
      World::Reply upstream = std::move(*exchange.reply);
      if (reply.status == 0) reply.status = upstream.status;
      reply.body = std::move(upstream.body);
      for (auto& header : upstream.headers)
        if (reply.header(header.first).empty()) reply.headers.push_back(std::move(header));
    }
    exchange.reply = std::move(reply);
  }
  static void finish(std::uint32_t request) { world->exchanges_[request].is_finished = true; }
  static const std::string* variable(std::string_view name) {
    const auto found = world->variables_.find(std::string(name));
    return found == world->variables_.end() ? nullptr : &found->second;
  }
};

}  // namespace crow

extern "C" {

void crow_call(std::uint32_t request, std::uint32_t token, const char* operation,
               std::size_t operation_length, const char* binding, std::size_t binding_length,
               const char* payload, std::size_t payload_length) {
  crow::FakeHost::call({request, token, std::string(operation, operation_length),
                        std::string(binding, binding_length),
                        std::string(payload, payload_length)});
}

void crow_respond(std::uint32_t request, std::int32_t status, const char* headers,
                  std::size_t headers_length, const char* body, std::size_t body_length,
                  std::int32_t is_forwarded) {
  crow::FakeHost::respond(request, {status, crow::read_lines({headers, headers_length}),
                                    std::string(body, body_length), is_forwarded != 0});
}

void crow_finish(std::uint32_t request) { crow::FakeHost::finish(request); }

std::int32_t crow_variable(const char* name, std::size_t length) {
  const std::string* value = crow::FakeHost::variable({name, length});
  if (!value) return -1;
  crow::give(*value);
  return static_cast<std::int32_t>(value->size());
}

std::int32_t crow_url(const char* text, std::size_t length, const char* base,
                      std::size_t base_length) {
  const auto parts = crow::fake::node_url({text, length}, {base, base_length});
  if (!parts) return -1;
  crow::give(*parts);
  return static_cast<std::int32_t>(parts->size());
}

double crow_now() { return crow::world ? static_cast<double>(crow::world->now_ms) : 0; }
void crow_log(const char* line, std::size_t length) { crow::world->log.emplace_back(line, length); }

// OpenSSL has no Unicode tables. Tests of normalisation run against the worker; here text that is
// ASCII is its own NFKC, and anything else stops the test that needs more.
std::int32_t crow_nfkc(const char* text, std::size_t length) {
  for (std::size_t i = 0; i < length; ++i)
    crow::insist(static_cast<unsigned char>(text[i]) < 0x80, "NFKC beyond ASCII natively");
  crow::give({text, length});
  return static_cast<std::int32_t>(length);
}
}
