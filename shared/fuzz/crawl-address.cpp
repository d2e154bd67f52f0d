// Addresses have one spelling: what is normal stays as it is.
#include "shared/crawl/address.h"

#include "shared/core/text.h"
#include "shared/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string href = crow::concat("https://shop.example/", crow::fuzz::text_of(data, size));
  const crow::crawl::Address once = crow::crawl::normalise(href);
  const crow::crawl::Address twice = crow::crawl::normalise(once.url);
  crow::fuzz::insist(once.url == twice.url && once.key == twice.key);
  crow::fuzz::insist(crow::crawl::normalise(once.key).key == once.key);
  crow::fuzz::insist(once.url.size() <= href.size() + 1);
  crow::fuzz::insist(once.url.find('#') == std::string::npos);
  crow::fuzz::insist(crow::crawl::origin_of(once.url) == "https://shop.example");
  crow::fuzz::insist(crow::crawl::target_of(once.url).starts_with('/'));
  crow::fuzz::insist(crow::crawl::is_same_site("https://shop.example/", once.url));
  crow::fuzz::insist(crow::crawl::refusal_of(once.url) == crow::crawl::refusal_of(twice.url));
  const int rank = crow::crawl::rank_of(once.url);
  crow::fuzz::insist(rank >= 0 && rank <= 2);
  crow::fuzz::insist(crow::crawl::shape_of(once.url).size() <= once.url.size());
  return 0;
}
