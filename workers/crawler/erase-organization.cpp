#include "workers/crawler/erase-organization.h"

#include "shared/service/erasure.h"

namespace crow::crawler {
namespace {

constexpr sql::Statement<sql::None, std::string_view> kErasePages{
    "crawler.erase_pages_of_organization", R"sql(
  DELETE FROM page
   WHERE number IN (SELECT p.number
                      FROM crawl AS c
                      JOIN page AS p ON p.crawl_id = c.id
                     WHERE c.organization_id = ?1
                     LIMIT 500)
)sql"};

// A crawl that runs finds itself gone at its next step. It goes when its pages have.
constexpr sql::Statement<sql::None, std::string_view> kErase{"crawler.erase_of_organization", R"sql(
  DELETE FROM crawl
   WHERE id IN (SELECT c.id FROM crawl AS c
                 WHERE c.organization_id = ?1
                   AND NOT EXISTS (SELECT 1 FROM page AS p WHERE p.crawl_id = c.id)
                 LIMIT 100)
)sql"};

}  // namespace

Task<EraseOrganization::Output> erase_organization(Context& context,
                                                   EraseOrganization::Input input) {
  co_return co_await erase_rows(context.database,
                                sql::bind(kErasePages, input.organizationId.value),
                                sql::bind(kErase, input.organizationId.value));
}

}  // namespace crow::crawler
