// The world outside, natively: a function answers each address, whole or for ever.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/host/fake/answer.h"

namespace crow {

class FakeInternet {
 public:
  struct Page {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string body = {};
    bool is_endless = false;   // The body comes again and again.
    std::string failure = {};  // What the host says instead of an answer: "timed_out".
    std::string packed = {};   // What the body is when it is unpacked, if it can be.
  };
  struct Visit {
    std::string href;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string header(std::string_view name) const;
  };
  // By default nothing is reachable.
  std::function<Page(const Visit&)> pages;
  std::vector<Visit> visits;  // What was asked for, in order.

  static bool knows(std::string_view operation) { return operation.starts_with("fetch."); }
  HostAnswer answer(std::string_view operation, std::string_view payload);
  // Transfers that were neither read to the end nor closed.
  std::size_t open() const { return transfers_.size(); }

 private:
  struct Transfer {
    Page page;
    std::size_t at = 0;
  };
  std::map<std::string, Transfer> transfers_;
  int last_ = 0;
};

}  // namespace crow
