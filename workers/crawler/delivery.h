// Products on their way from pages to the catalog.
#pragma once

#include <unordered_set>

#include "workers/crawler/frontier.h"
#include "workers/crawler/seen-product.h"

namespace crow::crawler {

class Delivery {
 public:
  explicit Delivery(JobContext& job) : job_(job) {}

  // The products of a page. What is kept of them with the page comes back, so that the shop's
  // taking the page away can be told later. A listing's products are left to their own pages.
  std::optional<RawJson> add_page(const extractor::ExtractPage::Output& found,
                                  std::string_view url);
  // A product of a feed.
  void add(const extractor::Product& product);
  // A page is gone, and what it showed cannot be bought any more.
  void add_gone(const std::optional<RawJson>& products);
  // A page is as it was.
  void count_known(const std::optional<RawJson>& products, Counts& counts) const;

  // Sends what was added, in batches. Sent twice it changes nothing; under a name, which stands for
  // exactly these products, it counts as it did the first time.
  //
  // Errors: unavailable, and those of products.
  Task<> send(Counts& counts, std::string name = {});

 private:
  void add(products::SeenProduct product);

  JobContext& job_;
  std::vector<products::SeenProduct> waiting_;
  std::unordered_set<std::string> identities_;  // Of those that wait.
};

}  // namespace crow::crawler
