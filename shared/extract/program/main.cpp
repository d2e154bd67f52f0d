// ./scripts/extract FOLDER: extracts the product of each page and says how well, if the truth is
// known.
#include <time.h>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <string>

#include "shared/extract/extract.h"
#include "shared/extract/fold.h"
#include "shared/extract/program/folder.h"
#include "shared/extract/program/score.h"
#include "shared/json/write.h"

namespace crow::extract {
namespace {

double milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

// The two answers that a truth file knows.
std::string_view two_valued(std::string_view availability) {
  if (availability == "PreOrder") return "InStock";
  if (availability == "Discontinued") return "OutOfStock";
  return availability;
}

const Fact* fact_of(const Product& product, std::string_view attribute) {
  if (attribute == "price") return &product.price;
  if (attribute == "currency") return &product.currency;
  if (attribute == "availability") return &product.availability;
  if (attribute == "sku") return &product.sku;
  if (attribute == "name") return &product.name;
  if (attribute == "brand") return &product.brand;
  return attribute == "gtin" ? &product.gtin : nullptr;
}

std::string value_of(const Product& product, std::string_view attribute) {
  const Fact* const fact = fact_of(product, attribute);
  if (fact == nullptr || !*fact) return {};
  return std::string(attribute == "availability" ? two_valued(fact->value) : fact->value);
}

void write_fact(json::Writer& out, std::string_view name, const Fact& fact) {
  if (!fact) return;
  out.key(name).begin_object();
  out.member("source", name_of(fact.source)).key("confidence").number(fact.confidence);
  out.end_object();
}

void write_page(json::Writer& out, const std::string& name, const Page& page,
                const std::string& url) {
  out.key(name).begin_object();
  out.member("url", url.empty() ? page.canonical_url : url);
  out.member("kind", name_of(page.kind));
  if (page.kind == PageKind::product) {
    const Product& product = page.products.front();
    for (const std::string_view attribute : kScored)
      if (const std::string value = value_of(product, attribute); !value.empty())
        out.member(attribute, value);
    const std::pair<std::string_view, const Fact*> others[] = {
        {"mpn", &product.mpn},
        {"listPrice", &product.list_price},
        {"description", &product.description},
        {"canonicalUrl", &product.url},
        {"rating", &product.rating},
        {"ratingCount", &product.rating_count}};
    for (const auto& [key, fact] : others)
      if (*fact) out.member(key, fact->value);
    out.key("categories").begin_array();
    for (const std::string& category : product.categories) out.text(category);
    out.end_array().key("images").begin_array();
    for (const Image& image : product.images) out.text(image.url);
    out.end_array().key("provenance").begin_object();
    for (const std::string_view attribute : kScored)
      write_fact(out, attribute, *fact_of(product, attribute));
    for (const auto& [key, fact] : others) write_fact(out, key, *fact);
    out.end_object();
  } else if (page.kind == PageKind::listing) {
    out.key("products").begin_array();
    for (const Product& product : page.products) {
      out.begin_object();
      for (const std::string_view attribute : kScored)
        if (const std::string value = value_of(product, attribute); !value.empty())
          out.member(attribute, value);
      out.end_object();
    }
    out.end_array();
  }
  out.end_object();
}

class Run {
 public:
  Run(std::string folder, bool shows_misses) : folder_(std::move(folder)), shows_(shows_misses) {}

  int run() {
    const auto pages = list_pages(folder_);
    if (pages.empty()) {
      std::fprintf(stderr, "extract: %s holds no .html and no .html.gz; name a folder that does\n",
                   folder_.c_str());
      return 1;
    }
    const auto truths = read_truth(folder_ + "/truth.json");
    if (!truths) {
      std::fprintf(stderr, "extract: %s/truth.json is not an object of objects; see --help\n",
                   folder_.c_str());
      return 1;
    }
    for (const auto& [name, truth] : *truths)
      for (const auto& [attribute, values] : truth) is_known_[attribute] = true;
    json::Writer out;
    out.begin_object();
    for (const auto& [name, path] : pages) {
      const auto truth = truths->find(name);
      one(name, path, truth == truths->end() ? nullptr : &truth->second, out);
    }
    out.end_object();
    const std::string target = folder_ + "/extracted.json";
    std::ofstream file(target, std::ios::binary);
    file << out.str() << '\n';
    if (!file.flush()) {
      std::fprintf(stderr, "extract: %s cannot be written; free some space or change its rights\n",
                   target.c_str());
      return 1;
    }
    report(target);
    return 0;
  }

 private:
  void one(const std::string& name, const std::string& path, const Truth* truth,
           json::Writer& out) {
    std::string problem;
    const auto html = read_page(path, problem);
    if (!html) {
      std::fprintf(stderr, "extract: %s is left out: %s\n", path.c_str(), problem.c_str());
      if (truth != nullptr) compare(name, Page{}, *truth);
      return;
    }
    std::string url;
    if (truth != nullptr && truth->contains("url")) url = truth->at("url").front();
    const double before = milliseconds();
    const Page page = extract(*html, url);
    milliseconds_ += milliseconds() - before;
    ++pages_;
    if (pages_ % 100 == 0) std::fprintf(stderr, "extract: %d pages\n", pages_);
    write_page(out, name, page, url);
    if (truth != nullptr) compare(name, page, *truth);
  }

  void compare(const std::string& name, const Page& page, const Truth& truth) {
    for (const std::string_view attribute : kScored) {
      if (!is_known_[std::string(attribute)]) continue;
      const std::string value =
          page.kind == PageKind::product ? value_of(page.products.front(), attribute) : "";
      const auto found = truth.find(std::string(attribute));
      Score& score = scores_[std::string(attribute)];
      const bool right =
          found != truth.end() && !value.empty() && is_right(attribute, value, found->second);
      if (right) {
        ++score.right;
        continue;
      }
      if (!value.empty()) ++score.wrong;
      if (found != truth.end()) ++score.missing;
      if (!shows_ || (value.empty() && found == truth.end())) continue;
      const Fact* fact =
          page.kind == PageKind::product ? fact_of(page.products.front(), attribute) : nullptr;
      std::printf("%s  %.*s: got \"%s\" (%s), true is \"%s\"\n", name.c_str(),
                  static_cast<int>(attribute.size()), attribute.data(), value.c_str(),
                  fact == nullptr ? std::string(name_of(page.kind)).c_str()
                                  : std::string(name_of(fact->source)).c_str(),
                  found == truth.end() ? "" : found->second.front().c_str());
    }
  }

  void report(const std::string& target) {
    std::printf("\n%-14s %9s %9s %9s %9s\n", "attribute", "precision", "recall", "F1", "support");
    json::Writer line;
    const double each = pages_ == 0 ? 0 : milliseconds_ / pages_;
    line.begin_object().member("pages", pages_);
    line.key("millisecondsPerPage").number(static_cast<double>(static_cast<int>(each * 100)) / 100);
    line.key("attributes").begin_object();
    for (const std::string_view attribute : kScored) {
      const auto found = scores_.find(std::string(attribute));
      if (found == scores_.end()) continue;
      const Score& score = found->second;
      std::printf("%-14s %9.3f %9.3f %9.3f %9d\n", found->first.c_str(), score.precision(),
                  score.recall(), score.f1(), score.support());
      line.key(attribute).begin_object();
      line.key("precision").number(rounded(score.precision()));
      line.key("recall").number(rounded(score.recall()));
      line.key("f1").number(rounded(score.f1()));
      line.member("support", score.support()).end_object();
    }
    line.end_object().end_object();
    std::printf("\n%d pages, %.2f ms of CPU a page; written to %s\n%s\n", pages_, each,
                target.c_str(), line.str().c_str());
  }

  static double rounded(double value) { return std::round(value * 10'000) / 10'000; }

  std::string folder_;
  bool shows_;
  int pages_ = 0;
  double milliseconds_ = 0;
  std::map<std::string, Score> scores_;
  std::map<std::string, bool> is_known_;
};

}  // namespace
}  // namespace crow::extract

int main(int count, char** arguments) {
  std::string folder;
  bool shows_misses = false;
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    if (argument == "--misses")
      shows_misses = true;
    else
      folder = argument;
  }
  if (folder.empty()) {
    std::fprintf(stderr, "extract: name a folder; see ./scripts/extract --help\n");
    return 2;
  }
  return crow::extract::Run(folder, shows_misses).run();
}
