#include <algorithm>

#include "shared/core/text.h"
#include "shared/host/crypto.h"
#include "shared/json/write.h"
#include "workers/images/fetch-job.h"
#include "workers/images/handlers.h"

namespace crow::images {
namespace {

constexpr std::int64_t kFailureAgainMs = kHour;  // When what failed is worth another look.

struct Known {
  std::string request;
  std::optional<std::string> told;
  std::int64_t failures = 0;
  static constexpr auto fields =
      describe(field<&Known::request>("request", ""), field<&Known::told>("told", ""),
               field<&Known::failures>("failures", ""));
};
constexpr sql::Statement<Known, std::string_view, std::string_view, std::int64_t> kSelectKnown{
    "images.known", R"sql(
  SELECT p.request, p.told,
         (SELECT count(*) FROM product_image AS i
           WHERE i.organization_id = ?1 AND i.product_id = ?2 AND i.failure_code IS NOT NULL
             AND i.fetched_at < ?3) AS failures
    FROM product AS p WHERE p.organization_id = ?1 AND p.id = ?2
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view> kEnsureOrganization{
    "images.organization", R"sql(
  INSERT INTO organization (id, salt) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                         std::string_view>
    kWriteProduct{"images.product", R"sql(
  INSERT INTO product (organization_id, id, name, request) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (organization_id, id) DO UPDATE
     SET name = excluded.name, request = excluded.request, told = NULL
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::vector<std::string>>
    kForgetOthers{"images.forget", R"sql(
  DELETE FROM product_image WHERE organization_id = ?1 AND product_id = ?2
     AND url NOT IN (SELECT value FROM json_each(?3))
)sql"};

struct Link {
  std::string url;
  std::int64_t place = 0;
  std::optional<std::string> alt;
  static constexpr auto fields = describe(
      field<&Link::url>("url", ""), field<&Link::place>("place", ""), field<&Link::alt>("alt", ""));
};
// What was fetched stays; what failed is tried again.
constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::vector<Link>>
    kWriteLinks{"images.links", R"sql(
  INSERT INTO product_image (organization_id, product_id, url, place, alt, attempts)
  SELECT ?1, ?2, l.value ->> 'url', l.value ->> 'place', l.value ->> 'alt', 0
    FROM json_each(?3) AS l WHERE true
      ON CONFLICT (organization_id, product_id, url) DO UPDATE
     SET place = excluded.place, alt = excluded.alt,
         attempts = iif(failure_code IS NULL, attempts, 0),
         failure_code = NULL, failure_message = NULL
)sql"};

}  // namespace

Task<AddImages::Output> add_images(Context& context, AddImages::Input input) {
  std::vector<Link> links;
  std::vector<std::string> urls;
  for (NewImage& image : input.images.value) {
    std::string& url = image.url.value;
    if (std::ranges::find(urls, url) != urls.end()) continue;
    urls.push_back(url);
    links.push_back({std::move(url), std::ssize(links),
                     image.alt ? std::optional(std::move(image.alt->value)) : std::nullopt});
  }
  const std::string request =
      hex(crypto::sha256(concat(input.name.value, '\n', json::write(links)))).substr(0, 32);
  const std::string& organization = input.organizationId.value;
  const std::string& product = input.productId.value;
  const auto known = co_await context.database.find(kSelectKnown, organization, product,
                                                    context.now().ms - kFailureAgainMs);
  if (known && known->request == request && known->told == request && known->failures == 0)
    co_return AddImages::Output{.isQueued = false};
  const std::string id = job_id_of(organization, product);
  co_await context.database.batch(
      sql::bind(kEnsureOrganization, organization, hex(random_bytes(16))),
      sql::bind(kWriteProduct, organization, product, input.name.value, request),
      sql::bind(kForgetOthers, organization, product, urls),
      sql::bind(kWriteLinks, organization, product, links),
      enqueue<FetchImages>(context, {.productId = product},
                           {.id = id, .organization_id = organization}));
  co_return AddImages::Output{.isQueued = true};
}

}  // namespace crow::images
