// Fetching an address that somebody gave us: the only way out of the platform.
//
//   const Fetched feed = co_await fetch(context.host, url, {.bytes_max = 5'000'000});
//   if (feed.status == 200) … feed.body, feed.header("etag"), feed.url
//
//   Download file = co_await open_download(context.host, url, {});     // or piece by piece
//   for (;;) {
//     const std::string piece = co_await file.read();
//     if (piece.empty()) break;
//     co_await writer.append(piece);
//   }
//
// Every address on the way is checked: the first one and each that a server redirects to, five at
// most, by shared/net/address.h, and its name by DNS over HTTPS where the variable DOH_URL names a
// resolver: all its addresses must be public. (The edge connects by name and cannot be told which
// address to take, so a name that changes in between is stopped by the edge's own network alone.)
// JavaScript moves bytes; each hop is decided here.
//
// Everything is bounded: bytes on the wire and unpacked, the time to the head and to the end. A
// response that never ends, or unpacks to more than it may, is left where the bound is reached.
//
// An error names its reason in `notes`, for whoever shows it: reason_of(error).
//
//   reason              code
//   invalid_address     invalid_argument    no http or https URL at all
//   blocked_address     invalid_argument    must not be fetched
//   too_many_redirects  invalid_argument
//   too_large           payload_too_large   on the wire or unpacked
//   bad_encoding        invalid_argument    a Content-Encoding that was not asked for, or is broken
//   unknown_host        unavailable         DNS knows no address of it
//   timed_out           unavailable
//   unreachable         unavailable         no connection, or it broke
//
// Variables: DOH_URL; OWN_NAMES, the platform's own names, comma separated; FETCH_PORTS, ports
// beside the usual ones; and, with ENVIRONMENT=local alone, ALLOW_SHOPS: origins that may be
// fetched although they lie on this machine.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/core/time.h"
#include "shared/host/host.h"
#include "shared/http/message.h"
#include "shared/net/address.h"

namespace crow {

struct FetchOptions {
  std::vector<Header> headers = {};      // As if-none-match; names in lower case.
  std::size_t bytes_max = 10'000'000;    // Of the body, unpacked; as many on the wire.
  std::int64_t head_ms = 10 * kSecond;   // Until the head of each response.
  std::int64_t total_ms = 30 * kSecond;  // Until the end of the last one.
  int redirects_max = 5;
};

// A response whose head has come. Leaving it ends the transfer.
class Download {
 public:
  int status = 0;
  std::string url;  // Where it was found at last.
  std::vector<Header> headers;

  std::string_view header(std::string_view name) const;

  // The next piece, of at most 256 KiB; empty at the end.
  //
  // Errors: too_large, bad_encoding, timed_out, unreachable.
  Task<std::string> read();
  // What comes from here on is unpacked, if it begins as gzip does: a file that is called .gz and
  // may be sent as it lies, or packed on the way and unpacked already. Before the first read().
  Task<> unpack();
  // All that is left, in one piece.
  Task<std::string> rest();

  // One request, without a look at where it goes: open_download() is what looks.
  static Task<Download> open(Host host, std::string href, std::string payload, std::string_view who,
                             std::size_t bytes_max);

 private:
  struct Transfer {
    Host host;
    std::string handle;
    bool is_open = true;
    Transfer(Host its_host, std::string its_handle)
        : host(its_host), handle(std::move(its_handle)) {}
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;
    ~Transfer();
  };

  std::unique_ptr<Transfer> transfer_;
  std::size_t bytes_left_ = 0;
};

// Follows redirects and gives the first response that is none, whatever its status.
//
// Errors: any of the above.
Task<Download> open_download(Host host, std::string url, FetchOptions options = {});

struct Fetched {
  int status = 0;
  std::string url;
  std::vector<Header> headers;
  std::string body;

  std::string_view header(std::string_view name) const;
};

// The same with the whole body.
Task<Fetched> fetch(Host host, std::string url, FetchOptions options = {});

// Whether an address may be fetched, as far as can be said without asking anyone: for the request
// that names it. Fetching asks again.
//
// Errors: invalid_address, blocked_address.
Result<> check_address(std::string_view url);

// Whether the address lies on this machine and its operator allows it: ALLOW_SHOPS.
bool is_allowed_shop(std::string_view url);

// The reason in an error of this file; empty for any other.
std::string_view reason_of(const Error& error);

}  // namespace crow
