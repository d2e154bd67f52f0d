#include "shared/host/fake/internet.h"

#include "shared/core/text.h"

namespace crow {
namespace {

// Small, so that everything comes in pieces; of what is long, few.
constexpr std::size_t piece_bytes(std::size_t whole) { return whole < 20'000 ? 1'000 : 16'000; }

std::unexpected<std::string> failure(std::string_view message) {
  return std::unexpected(std::string(message));
}

}  // namespace

std::string FakeInternet::Visit::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return {};
}

HostAnswer FakeInternet::answer(std::string_view operation, std::string_view payload) {
  if (operation == "fetch.open") {
    Visit visit{std::string(split_off(payload, '\n')), {}};
    for (int bounds = 0; bounds < 3; ++bounds) split_off(payload, '\n');
    while (!payload.empty()) {
      const std::string_view name = split_off(payload, '\n');
      visit.headers.emplace_back(name, split_off(payload, '\n'));
    }
    visits.push_back(visit);
    Page page = pages ? pages(visit) : Page{.failure = "Network connection lost."};
    if (!page.failure.empty()) return failure(page.failure);
    const std::string handle = to_text(++last_);
    std::string answer = concat(handle, '\n', page.status, '\n');
    for (const auto& [name, value] : page.headers) answer += concat(name, '\n', value, '\n');
    transfers_[handle] = {std::move(page), 0};
    return answer;
  }
  const auto found = transfers_.find(std::string(payload));
  if (found == transfers_.end()) return {};
  Transfer& transfer = found->second;
  if (operation == "fetch.unpack") {
    if (!transfer.page.packed.empty()) transfer.page.body = transfer.page.packed;
    return {};
  }
  const std::string& body = transfer.page.body;
  if (operation == "fetch.read") {
    if (transfer.at >= body.size() && transfer.page.is_endless) transfer.at = 0;
    if (transfer.at < body.size()) {
      const std::string piece = body.substr(transfer.at, piece_bytes(body.size()));
      transfer.at += piece.size();
      return piece;
    }
  }
  transfers_.erase(found);
  return {};
}

}  // namespace crow
