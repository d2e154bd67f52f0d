#include "shared/host/fetch.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/host/url.h"
#include "shared/json/read.h"

namespace crow {
namespace {

constexpr std::string_view kReason = "reason";
constexpr std::string_view kAgent =
    "Mozilla/5.0 (compatible; CrowBot/1.0; +https://crowai.dev/bot)";

std::unexpected<Error> refuse(ErrorCode code, std::string_view reason, std::string message,
                              std::string cause = {}) {
  auto failure = fail(code, std::move(message), std::move(cause));
  failure.error().notes.emplace_back(kReason, reason);
  return failure;
}

std::vector<std::string> list_of(std::string_view variable_name) {
  std::vector<std::string> out;
  for (std::string_view rest = variable_or(variable_name, {}); !rest.empty();) {
    const std::string_view entry = trim(split_off(rest, ','));
    if (!entry.empty()) out.emplace_back(entry);
  }
  return out;
}

net::Policy make_policy() {
  net::Policy policy{.own_names = list_of("OWN_NAMES")};
  for (const std::string& port : list_of("FETCH_PORTS"))
    if (const auto number = to_number(port))
      policy.ports.push_back(static_cast<std::uint16_t>(*number));
  // A variable left over in a deployment opens nothing there.
  if (variable_or("ENVIRONMENT", "production") == "local")
    policy.allowed_origins = list_of("ALLOW_SHOPS");
  return policy;
}

Result<net::Url> admit(std::string_view text, std::string_view base, const net::Policy& policy) {
  auto url = parse_url(text, base);
  if (!url) return refuse(ErrorCode::invalid_argument, "invalid_address", "The address is no URL.");
  if (const auto refusal = net::refusal_of(*url, policy))
    return refuse(ErrorCode::invalid_argument, "blocked_address",
                  concat("The address ", *refusal, "."));
  url->href.resize(std::min(url->href.find('#'), url->href.size()));
  return std::move(*url);
}

// What went wrong, from the host's word for it.
std::unexpected<Error> explain(Error error, std::string_view what) {
  std::string cause = std::move(error.cause);
  if (cause == "too_large")
    return refuse(ErrorCode::payload_too_large, "too_large", concat(what, " is too large."));
  if (cause == "timed_out")
    return refuse(ErrorCode::unavailable, "timed_out", concat(what, " took too long."));
  if (cause == "bad_encoding")
    return refuse(ErrorCode::invalid_argument, "bad_encoding",
                  concat(what, " is packed in a way that cannot be read."));
  return refuse(ErrorCode::unavailable, "unreachable", concat(what, " could not be reached."),
                std::move(cause));
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// ------------------------------------------------------------------------- names and addresses

struct Record {
  std::int64_t type = 0;
  std::string data;
  static constexpr auto fields = describe(field<&Record::type>("type", "Its number in DNS."),
                                          field<&Record::data>("data", "Its value."));
};
// The answer of a resolver in application/dns-json.
struct Resolved {
  std::int64_t Status = 0;
  std::vector<Record> Answer;
  static constexpr auto fields = describe(field<&Resolved::Status>("Status", "The response code."),
                                          field<&Resolved::Answer>("Answer", "The records."));
};
constexpr std::int64_t kTypeA = 1, kTypeAaaa = 28;
constexpr std::size_t kAnswerBytesMax = 65'536;
constexpr std::int64_t kLookUpMs = 5 * kSecond;

// Names whose addresses were all public a moment ago, so that a crawl does not ask for each page.
struct Known {
  std::string name;
  Timestamp until;
};
constexpr std::size_t kKnownMax = 64;
constexpr std::int64_t kKnownMs = 30 * kSecond;
std::vector<Known> known;

bool is_known(std::string_view name, Timestamp now) {
  std::erase_if(known, [&](const Known& one) { return one.until <= now; });
  return std::ranges::contains(known, name, &Known::name);
}

}  // namespace

std::string_view Download::header(std::string_view name) const {
  for (const Header& one : headers)
    if (one.name == name) return one.value;
  return {};
}

std::string_view Fetched::header(std::string_view name) const {
  for (const Header& one : headers)
    if (one.name == name) return one.value;
  return {};
}

Download::Transfer::~Transfer() {
  // Nobody waits for the answer; the host lets the connection go.
  if (is_open) static_cast<void>(host.call("fetch.close", {}, handle));
}

Task<std::string> Download::read() {
  if (!transfer_ || !transfer_->is_open) co_return std::string();
  auto piece = co_await transfer_->host.call("fetch.read", {}, transfer_->handle).as_result();
  if (!piece) {
    transfer_->is_open = false;
    co_await explain(std::move(piece.error()), "The response");
  }
  if (piece->empty()) transfer_->is_open = false;
  if (piece->size() > bytes_left_) {
    transfer_.reset();
    co_await refuse(ErrorCode::payload_too_large, "too_large", "The response is too large.");
  }
  bytes_left_ -= piece->size();
  co_return std::move(*piece);
}

namespace {

struct Hop {
  std::string href;
  std::int64_t head_ms, total_ms;
  std::size_t wire_bytes_max;
};

// One request, no redirect followed.
std::string hop_payload(const Hop& hop, const std::vector<Header>& headers) {
  return concat(hop.href, '\n', hop.head_ms, '\n', hop.total_ms, '\n', hop.wire_bytes_max, '\n',
                header_lines(headers));
}

}  // namespace

Task<Download> Download::open(Host host, std::string href, std::string payload,
                              std::string_view who, std::size_t bytes_max) {
  auto answer = co_await host.call("fetch.open", {}, payload).as_result();
  if (!answer) co_await explain(std::move(answer.error()), who);
  std::string_view rest = *answer;
  Download made;
  made.transfer_ = std::make_unique<Transfer>(host, std::string(split_off(rest, '\n')));
  made.status = static_cast<int>(to_number(split_off(rest, '\n')).value_or(0));
  made.url = std::move(href);
  made.bytes_left_ = bytes_max;
  while (!rest.empty()) {
    const std::string_view name = split_off(rest, '\n');
    made.headers.push_back({std::string(name), std::string(split_off(rest, '\n'))});
  }
  co_return std::move(made);
}

Task<> Download::unpack() {
  if (!transfer_ || !transfer_->is_open) co_return;
  auto outcome = co_await transfer_->host.call("fetch.unpack", {}, transfer_->handle).as_result();
  if (outcome) co_return;
  transfer_->is_open = false;
  co_await explain(std::move(outcome.error()), "The response");
}

Task<std::string> Download::rest() {
  std::string body;
  for (;;) {
    const std::string piece = co_await read();
    if (piece.empty()) co_return body;
    body += piece;
  }
}

namespace {

// Asks the resolver for records of one type. It is the operator's address and no user's.
Task<std::vector<Record>> look_up(Host host, std::string_view resolver, std::string_view name,
                                  std::string_view type) {
  const std::string href = concat(resolver, resolver.find('?') == resolver.npos ? '?' : '&',
                                  "name=", percent_encode(name), "&type=", type);
  Download download =
      co_await Download::open(host, href,
                              hop_payload({href, kLookUpMs, kLookUpMs, kAnswerBytesMax},
                                          {{"accept", "application/dns-json"}}),
                              "The resolver", kAnswerBytesMax);
  auto text = co_await download.rest().as_result();
  const auto answer =
      json::read<Resolved>(std::move(text).value_or(""), {.unknown = json::Unknown::ignored});
  // A resolver that failed has not said that there is nothing.
  constexpr std::int64_t kFound = 0, kNoSuchName = 3;
  if (download.status != 200 || !answer ||
      (answer->Status != kFound && answer->Status != kNoSuchName))
    co_await refuse(ErrorCode::unavailable, "unreachable", "The resolver did not answer.");
  co_return answer->Answer;
}

// All addresses of a name must be public.
Task<> check_name(Host host, std::string name) {
  const std::string_view resolver = variable_or("DOH_URL", {});
  if (resolver.empty() || is_known(name, host.now())) co_return;
  std::size_t addresses = 0;
  for (const std::string_view type : {"A", "AAAA"}) {
    const auto records = co_await look_up(host, resolver, name, type);
    for (const Record& record : records) {
      if (record.type != kTypeA && record.type != kTypeAaaa) continue;
      ++addresses;
      if (!net::is_public_address(record.data))
        co_await refuse(ErrorCode::invalid_argument, "blocked_address",
                        "The address has a host that lies in a network that is not public.",
                        concat(name, " has the address ", record.data));
    }
  }
  if (addresses == 0)
    co_await refuse(ErrorCode::unavailable, "unknown_host", "The host does not exist.");
  if (known.size() >= kKnownMax) known.erase(known.begin());
  known.push_back({std::move(name), {host.now().ms + kKnownMs}});
}

}  // namespace

Task<Download> open_download(Host host, std::string url, FetchOptions options) {
  const net::Policy policy = make_policy();
  const Timestamp started = host.now();
  for (const auto& [name, value] :
       {std::pair{"user-agent", kAgent}, std::pair{"accept", std::string_view("*/*")}})
    if (!std::ranges::contains(options.headers, name, &Header::name))
      options.headers.push_back({name, std::string(value)});
  std::string base;
  for (int redirects = 0;; ++redirects) {
    const net::Url next = co_await admit(url, base, policy);
    if (net::is_name(next.host) && !policy.allows_origin_of(next))
      co_await check_name(host, next.host);
    const std::int64_t left_ms = options.total_ms - (host.now().ms - started.ms);
    if (left_ms <= 0)
      co_await refuse(ErrorCode::unavailable, "timed_out", "The address took too long.");
    Download download = co_await Download::open(
        host, next.href,
        hop_payload({next.href, std::min(options.head_ms, left_ms), left_ms, options.bytes_max},
                    options.headers),
        "The address", options.bytes_max);
    const std::string_view location = download.header("location");
    if (!is_redirect(download.status) || location.empty()) co_return std::move(download);
    if (redirects == options.redirects_max)
      co_await refuse(ErrorCode::invalid_argument, "too_many_redirects",
                      concat("The address redirects more than ", options.redirects_max, " times."));
    base = next.href;
    url = location;
  }
}

Task<Fetched> fetch(Host host, std::string url, FetchOptions options) {
  Download download = co_await open_download(host, std::move(url), std::move(options));
  Fetched fetched{download.status, download.url, download.headers, {}};
  fetched.body = co_await download.rest();
  co_return fetched;
}

Result<> check_address(std::string_view url) {
  auto admitted = admit(url, {}, make_policy());
  if (!admitted) return std::unexpected(std::move(admitted.error()));
  return {};
}

bool is_allowed_shop(std::string_view url) {
  const auto parsed = parse_url(url);
  return parsed && make_policy().allows_origin_of(*parsed);
}

std::string_view reason_of(const Error& error) {
  for (const auto& [name, value] : error.notes)
    if (name == kReason) return value;
  return {};
}

}  // namespace crow
