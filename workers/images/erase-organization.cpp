#include "workers/images/erase-organization.h"

#include "shared/host/bucket.h"
#include "shared/service/erasure.h"
#include "workers/images/handlers.h"

namespace crow::images {
namespace {

struct Keys {
  std::string digest, key;
  std::optional<std::string> thumbnailKey;
  static constexpr auto fields =
      describe(field<&Keys::digest>("digest", ""), field<&Keys::key>("key", ""),
               field<&Keys::thumbnailKey>("thumbnailKey", ""));
};

constexpr sql::Statement<Keys, std::string_view> kSelectPictures{"images.pictures_to_erase", R"sql(
  SELECT digest, key, thumbnail_key FROM picture WHERE organization_id = ?1 LIMIT 200
)sql"};

// Without its salt nothing more is fetched for an organization.
constexpr sql::Statement<sql::None, std::string_view> kEraseSalt{"images.erase_salt", R"sql(
  DELETE FROM organization WHERE id = ?1
)sql"};
constexpr sql::Statement<sql::None, std::string_view> kEraseProducts{"images.erase_products", R"sql(
  DELETE FROM product
   WHERE (organization_id, id) IN (SELECT organization_id, id FROM product
                                    WHERE organization_id = ?1 LIMIT 500)
)sql"};
constexpr sql::Statement<sql::None, std::string_view> kEraseImages{"images.erase_images", R"sql(
  DELETE FROM product_image
   WHERE (organization_id, product_id, url) IN (SELECT organization_id, product_id, url
                                                  FROM product_image
                                                 WHERE organization_id = ?1 LIMIT 500)
)sql"};
constexpr sql::Statement<sql::None, std::string_view> kEraseDescriptions{
    "images.erase_descriptions", R"sql(
  DELETE FROM description
   WHERE (organization_id, digest, asked) IN (SELECT organization_id, digest, asked
                                                FROM description
                                               WHERE organization_id = ?1 LIMIT 500)
)sql"};
constexpr sql::Statement<sql::None, std::string_view, std::vector<std::string>> kErasePictures{
    "images.erase_pictures", R"sql(
  DELETE FROM picture
   WHERE organization_id = ?1 AND digest IN (SELECT value FROM json_each(?2))
)sql"};

}  // namespace

Task<EraseOrganization::Output> erase_organization(Context& context,
                                                   EraseOrganization::Input input) {
  const std::string& organization = input.organizationId;
  const auto pictures = co_await context.database.all(kSelectPictures, organization);
  std::vector<std::string> objects, digests;
  for (const Keys& one : pictures) {
    digests.push_back(one.digest);
    objects.push_back(one.key);
    if (one.thumbnailKey) objects.push_back(*one.thumbnailKey);
  }
  // The objects first: whoever dies between does it again.
  if (!objects.empty()) co_await crow::Bucket(context.host, kBucket).remove(std::move(objects));
  co_return co_await erase_rows(context.database, sql::bind(kEraseSalt, organization),
                                sql::bind(kEraseProducts, organization),
                                sql::bind(kEraseImages, organization),
                                sql::bind(kEraseDescriptions, organization),
                                sql::bind(kErasePictures, organization, digests));
}

}  // namespace crow::images
