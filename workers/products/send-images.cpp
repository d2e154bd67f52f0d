#include "workers/products/send-images.h"

#include <algorithm>

#include "shared/contracts/images.h"
#include "shared/json/read.h"

namespace crow::products {
namespace {

constexpr std::ptrdiff_t kAtOnce = 20;  // Products of a step.

// One that was deleted has none.
struct Imaged {
  std::string id, name;
  RawJson sourceImages;
  static constexpr auto fields =
      describe(field<&Imaged::id>("id", ""), field<&Imaged::name>("name", ""),
               field<&Imaged::sourceImages>("sourceImages", ""));
};
constexpr sql::Statement<Imaged, std::string_view, std::vector<std::string>> kSelect{
    "images.to_send", R"sql(
  SELECT p.id, p.name, iif(p.deleted_at IS NULL, p.source_images, '[]') AS source_images
    FROM json_each(?2) AS w
    JOIN product AS p ON p.id = w.value
   WHERE p.organization_id = ?1
)sql"};

images::AddImages::Input input_of(std::string_view organization, Imaged product) {
  images::AddImages::Input input;
  input.organizationId.value = organization;
  input.productId.value = std::move(product.id);
  input.name.value = std::move(product.name);
  auto sources = json::read<std::vector<SourceImage>>(product.sourceImages.text,
                                                      {.unknown = json::Unknown::ignored});
  if (!sources) return input;
  for (SourceImage& one : *sources) {
    if (input.images.value.size() == images::kImagesMax) break;
    images::NewImage& image = input.images.value.emplace_back();
    image.url.value = std::move(one.url.value);
    image.alt = std::move(one.alt);
  }
  return input;
}

}  // namespace

std::vector<std::string> with_new_images(const std::vector<Written>& products) {
  std::vector<std::string> ids;
  for (const auto& [before, after] : products) {
    const bool is_known = before && !before->deletedAt;
    const std::string_view known =
        is_known ? std::string_view(before->row.sourceImages.text) : std::string_view("[]");
    if (!after.deletedAt && after.row.sourceImages.text != known) ids.push_back(after.row.id);
  }
  return ids;
}

void want_images(Context& context, Writes& writes, std::string_view organization_id,
                 std::vector<std::string> ids) {
  if (ids.empty()) return;
  const std::string id = new_job_id(context.host);
  writes.push_back(enqueue<SendImages>(context, {.ids = std::move(ids)},
                                       {.id = id, .organization_id = organization_id}));
}

Task<JobOutcome> send_images(JobContext& job, SendImages::Payload payload) {
  const auto count = std::min(kAtOnce, std::ssize(payload.ids));
  const std::vector<std::string> ids(payload.ids.begin(), payload.ids.begin() + count);
  payload.ids.erase(payload.ids.begin(), payload.ids.begin() + count);
  for (Imaged& product : co_await job.database.all(kSelect, job.job.organization_id, ids))
    co_await job.services.call<images::AddImages>(
        "IMAGES", input_of(job.job.organization_id, std::move(product)));
  if (payload.ids.empty()) co_return completed();
  co_return continue_with(payload);
}

}  // namespace crow::products
