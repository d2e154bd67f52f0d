// For tests: the extractor, asked as the crawler asks it.
#pragma once

#include <gtest/gtest.h>

#include "shared/contracts/extractor.h"
#include "shared/host/fake/world.h"
#include "shared/identity/testing.h"

namespace crow::extractor {

struct Extractor : World {
  ExtractPage::Output ask(std::string body, std::string type = "text/html",
                          std::string url = "https://shop.example/p/1", Headers more = {}) {
    more.insert(more.end(), {{"x-internal-key", "test-internal-key"},
                             {"content-type", std::move(type)},
                             {"x-page-url", std::move(url)}});
    const auto reply = send({"POST", "/internal/extract", std::move(more), std::move(body)});
    EXPECT_EQ(reply.status, 200) << reply.body;
    return read_body<ExtractPage::Output>(reply);
  }
};

}  // namespace crow::extractor
