// A worker for tests of what leaves the platform: fetched addresses and buckets. Never deployed.
#include "shared/host/bucket-contract.h"
#include "shared/host/fetch.h"
#include "shared/service/service.h"

namespace crow {
namespace {

struct Look {
  static constexpr Operation operation{.name = "look",
                                       .method = Method::post,
                                       .path = "/outpost/fetch",
                                       .summary = "Fetches an address.",
                                       .access = Access::anyone};
  struct Input {
    std::string url;
    std::int64_t bytesMax = 1'000'000, headMs = 2'000, totalMs = 4'000;
    Map<std::string> headers;
    static constexpr auto fields =
        describe(field<&Input::url>("url", "Which."),
                 field<&Input::bytesMax>("bytesMax", "Of the body.").defaulted(),
                 field<&Input::headMs>("headMs", "To the head.").defaulted(),
                 field<&Input::totalMs>("totalMs", "To the end.").defaulted(),
                 field<&Input::headers>("headers", "Sent with it."));
  };
  struct Output {
    std::int64_t status = 0, bytes = 0;
    std::string url, reason, start;
    Map<std::string> headers;
    static constexpr auto fields = describe(field<&Output::status>("status", "Of the answer."),
                                            field<&Output::bytes>("bytes", "How many came."),
                                            field<&Output::url>("url", "Where it was."),
                                            field<&Output::reason>("reason", "Why not."),
                                            field<&Output::start>("start", "The first bytes."),
                                            field<&Output::headers>("headers", "That came."));
  };
};
Task<Look::Output> look(Context& context, Look::Input input) {
  FetchOptions options{.bytes_max = static_cast<std::size_t>(input.bytesMax),
                       .head_ms = input.headMs,
                       .total_ms = input.totalMs};
  for (auto& [name, value] : input.headers.entries) options.headers.push_back({name, value});
  auto fetched = co_await fetch(context.host, input.url, std::move(options)).as_result();
  Look::Output output;
  if (!fetched) {
    output.reason = reason_of(fetched.error());
    co_return output;
  }
  output.status = fetched->status;
  output.url = fetched->url;
  output.bytes = std::ssize(fetched->body);
  output.start = fetched->body.substr(0, 100);
  for (auto& header : fetched->headers)
    output.headers.entries.emplace_back(header.name, header.value);
  co_return output;
}

// Takes the first piece of an address and leaves the rest.
struct Glance {
  static constexpr Operation operation{.name = "glance",
                                       .method = Method::post,
                                       .path = "/outpost/glance",
                                       .summary = "Begins to fetch an address.",
                                       .access = Access::anyone};
  struct Input {
    std::string url;
    static constexpr auto fields = describe(field<&Input::url>("url", "Which."));
  };
  struct Output {
    std::int64_t bytes = 0;
    static constexpr auto fields = describe(field<&Output::bytes>("bytes", "How many came."));
  };
};
Task<Glance::Output> glance(Context& context, Glance::Input input) {
  Download download = co_await open_download(context.host, input.url);
  const std::string piece = co_await download.read();
  co_return Glance::Output{std::ssize(piece)};
}

struct TryBucket {
  static constexpr Operation operation{.name = "try_bucket",
                                       .path = "/outpost/bucket",
                                       .summary = "What a bucket does not do as it must.",
                                       .access = Access::anyone};
  using Input = Nothing;
  struct Output {
    std::vector<std::string> faults;
    static constexpr auto fields = describe(field<&Output::faults>("faults", "Sentences."));
  };
};
Task<TryBucket::Output> try_bucket(Context& context, Nothing) {
  co_return TryBucket::Output{co_await check_bucket(Bucket(context.host, "FILES"))};
}

constexpr Endpoint kEndpoints[] = {serve<Look, look>(), serve<Glance, glance>(),
                                   serve<TryBucket, try_bucket>()};

}  // namespace

const Service& service() {
  static constexpr Service kService{
      .name = "outpost", .endpoints = kEndpoints, .database = {}, .auth = {}};
  return kService;
}

}  // namespace crow
