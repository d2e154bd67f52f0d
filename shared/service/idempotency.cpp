#include "shared/service/idempotency.h"

#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/host/crypto.h"

namespace crow {
namespace {

constexpr std::size_t kKeyLength = 255;  // Code points.
constexpr std::size_t kBodyBytesMax = 1 << 20;
constexpr std::int64_t kKept = kDay;
constexpr std::int64_t kLease = kMinute;  // More than an operation takes.
constexpr std::int64_t kPause = 100;
constexpr int kLooks = 3;
constexpr std::int64_t kForgottenAtOnce = 5'000;
constexpr std::string_view kHeader = "idempotency-key";

// What is kept for a key. Without a status the first attempt is under way.
struct Kept {
  std::string fingerprint;
  std::optional<std::string> holder;
  std::optional<std::int64_t> status;
  std::optional<std::string> headers, body;

  static constexpr auto fields =
      describe(field<&Kept::fingerprint>("fingerprint", "Of target and body."),
               field<&Kept::holder>("holder", "Which attempt is under way."),
               field<&Kept::status>("status", "Of the answer."),
               field<&Kept::headers>("headers", "name\\nvalue\\n of each."),
               field<&Kept::body>("body", "Of the answer."));
};

// An attempt that never ended may be taken over by its like. A key that is over is as good as none.
constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view, Timestamp,
                         std::int64_t, std::int64_t>
    kReserve{"idempotency.reserve", R"sql(
  INSERT INTO idempotency_keys (id, fingerprint, holder, lease_until, expires_at)
  VALUES (?1, ?2, ?3, ?4 + ?5, ?4 + ?6)
      ON CONFLICT (id) DO UPDATE
     SET fingerprint = excluded.fingerprint, holder = excluded.holder,
         lease_until = excluded.lease_until, status = NULL, headers = NULL, body = NULL,
         expires_at = excluded.expires_at
   WHERE expires_at <= ?4
      OR (status IS NULL AND lease_until <= ?4 AND fingerprint = excluded.fingerprint)
)sql"};

constexpr sql::Statement<Kept, std::string_view> kLook{"idempotency.look", R"sql(
  SELECT fingerprint, holder, status, headers, body FROM idempotency_keys WHERE id = ?1
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::int64_t,
                         std::string_view, std::string_view>
    kKeep{"idempotency.keep", R"sql(
  UPDATE idempotency_keys
     SET holder = NULL, status = ?3, headers = ?4, body = ?5
   WHERE id = ?1 AND holder = ?2
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view> kGiveBack{
    "idempotency.give_back", "DELETE FROM idempotency_keys WHERE id = ?1 AND holder = ?2"};

constexpr sql::Statement<sql::None, Timestamp, std::int64_t> kForget{"idempotency.forget", R"sql(
  DELETE FROM idempotency_keys
   WHERE id IN (SELECT id FROM idempotency_keys WHERE expires_at <= ?1 LIMIT ?2)
)sql"};

Response replay(const Kept& kept) {
  Response response{.status = static_cast<int>(*kept.status), .body = kept.body.value_or("")};
  const std::string all = kept.headers.value_or("");
  for (std::string_view lines = all; !lines.empty();) {
    const std::string_view name = split_off(lines, '\n');
    response.with(name, split_off(lines, '\n'));
  }
  response.with("idempotent-replayed", "true");
  return response;
}

// One request with a key.
class Attempt final : public InputGuard {
 public:
  explicit Attempt(const Operation& operation) : operation_(operation) {}

  void see_body(std::string_view body) override { digest_ = crypto::sha256(body); }

  // Takes the key for this attempt, or fails; with `replayed` when the answer is there already.
  Task<> admit(Context& context) override {
    const std::string_view key = context.request.header_or(kHeader, {});
    const std::size_t length = count_code_points(key);
    if (length == 0 || length > kKeyLength)
      co_await fail({Violation{"Idempotency-Key", Rule::length, "a text of 1 to 255 characters",
                               std::string(cut_code_points(key, 64)), "string"}});

    const Caller& caller = context.caller;
    id_ = base64url(crypto::sha256(
        concat(caller.organization_id, '\n', caller.user_id, '\n', operation_.name, '\n', key)));
    const std::string fingerprint =
        base64url(crypto::sha256(concat(context.request.target, '\n', digest_)));
    const std::string holder = base64url(random_bytes(15));
    for (int look = 1;; ++look) {
      auto [reserved, found] = co_await context.database.batch(
          sql::bind(kReserve, id_, fingerprint, holder, context.now(), kLease, kKept),
          sql::bind(kLook, id_));
      const Kept& kept = found.rows.at(0);
      if (kept.holder == holder) {
        holder_ = holder;
        context.outlives_client = true;
        co_return;
      }
      if (kept.fingerprint != fingerprint)
        co_await fail(ErrorCode::unprocessable,
                      "This Idempotency-Key came with another request before.");
      if (kept.status) {
        replayed = replay(kept);
        co_await fail(ErrorCode::conflict, "Answered before.");
      }
      if (look == kLooks) {
        Error error{ErrorCode::conflict,
                    "The first request with this Idempotency-Key is under way.",
                    {},
                    SourcePlace::current()};
        error.retry_after_s = 1;
        co_await std::unexpected(std::move(error));
      }
      co_await context.host.sleep(kPause);
    }
  }

  // After the operation: keeps its answer, or gives the key back.
  void end(Context& context, const Response* response) const {
    if (holder_.empty()) return;
    context.background.push_back(
        response && response->body.size() <= kBodyBytesMax
            ? write(context.database, sql::bind(kKeep, id_, holder_, response->status,
                                                header_lines(response->headers), response->body))
            : write(context.database, sql::bind(kGiveBack, id_, holder_)));
  }

  std::optional<Response> replayed;

 private:
  static Task<> write(Database database, sql::BoundStatement statement) {
    co_await database.run_all({std::move(statement)});
  }

  const Operation& operation_;
  std::string digest_, id_, holder_;
};

Task<Response> serve_once(Context& context, const Endpoint& endpoint) {
  Attempt attempt(*endpoint.operation);
  context.input_guard = &attempt;
  auto outcome = co_await endpoint.serve(context).as_result();
  context.input_guard = nullptr;
  if (attempt.replayed) co_return std::move(*attempt.replayed);
  attempt.end(context, outcome ? &*outcome : nullptr);
  co_return std::move(outcome);
}

Task<> forget_keys(Context& context) {
  co_await context.database.run(kForget, context.now(), kForgottenAtOnce);
}

Task<> check_keys(Context& context) { co_await context.database.find(kLook, ""); }

}  // namespace

constinit const Idempotency kIdempotency{&serve_once, &forget_keys, &check_keys};

}  // namespace crow
