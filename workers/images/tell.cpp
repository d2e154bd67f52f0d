#include "workers/images/tell.h"

#include <algorithm>

#include "shared/contracts/products-internal.h"
#include "shared/core/text.h"
#include "shared/host/ai-models.h"
#include "shared/host/ai.h"
#include "shared/host/bucket.h"
#include "shared/host/crypto.h"
#include "shared/json/read.h"
#include "workers/images/handlers.h"

namespace crow::images {
namespace {

constexpr std::string_view kPath = "/api/v1/products/images/";
// What a model sees a picture by: more bytes than these tell it no more.
constexpr std::int64_t kSeenBytesMax = 1'000'000;

constexpr sql::Statement<Shown, std::string_view, std::string_view> kSelectShown{"images.shown",
                                                                                 R"sql(
  SELECT i.url, i.alt, p.digest, p.key, p.thumbnail_key, p.media_type, p.width, p.height, p.bytes,
         p.look, p.fields AS looks_of_fields, p.colours
    FROM product_image AS i
    JOIN picture AS p ON p.organization_id = i.organization_id AND p.digest = i.digest
   WHERE i.organization_id = ?1 AND i.product_id = ?2
   ORDER BY i.place
)sql"};

constexpr sql::Statement<Described, std::string_view, std::string_view, std::string_view>
    kSelectDescription{"images.description", R"sql(
  SELECT mode, model, caption, features FROM description
   WHERE organization_id = ?1 AND digest = ?2 AND asked = ?3
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                         std::string_view, std::string_view, std::string_view, RawJson, Timestamp>
    kInsertDescription{"images.describe", R"sql(
  INSERT INTO description (organization_id, digest, asked, mode, model, caption, features,
                           created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      ON CONFLICT (organization_id, digest, asked) DO NOTHING
)sql"};

bool is_same(const Shown& a, const Shown& b) {
  if (a.digest == b.digest) return true;
  const auto looks = looks_in(a), others = looks_in(b);
  return looks && others && vision::look_the_same(*looks, *others);
}

std::vector<StoredColour> colours_of(const Shown& shown) {
  return json::read<std::vector<StoredColour>>(shown.colours.text)
      .value_or(std::vector<StoredColour>());
}

std::string cut(std::string_view text, std::size_t characters_max) {
  return std::string(cut_code_points(text, characters_max));
}

// The names of the colours of the first picture that could be decoded.
void add_colours(const std::vector<Shown>& all, products::SetImages::Seen& seen) {
  for (const Shown& shown : all) {
    std::vector<vision::ColourShare> colours;
    for (const StoredColour& one : colours_of(shown))
      colours.push_back({vision::parse_hex(one.hex), one.share});
    for (std::string& name : vision::names_of(colours))
      seen.colours.value.push_back({std::move(name)});
    if (!colours.empty()) return;
  }
}

}  // namespace

Task<std::vector<Shown>> shown_images(const JobContext& job, std::string_view product_id) {
  auto rows = co_await job.database.all(kSelectShown, job.job.organization_id, product_id);
  std::vector<Shown> kept;
  for (Shown& row : rows) {
    const auto same =
        std::ranges::find_if(kept, [&](const Shown& other) { return is_same(row, other); });
    if (same == kept.end())
      kept.push_back(std::move(row));
    else if (row.width * row.height > same->width * same->height)
      *same = std::move(row);
  }
  co_return kept;
}

Result<std::string> asked_of(const Shown& shown, std::string_view product_name) {
  const AiMode mode = TRY(Ai::mode());
  if (mode != AiMode::builtin)
    return concat(name_of(mode), ':', TRY(ai_model_for(mode, AiTask::see)));
  // It sees nothing: what it is told is all it goes by.
  const std::string told = concat(product_name, '\n', shown.alt.value_or(""));
  return concat("builtin:", hex(crypto::sha256(told)).substr(0, 16));
}

Task<std::optional<Described>> find_description(const JobContext& job, const Shown& shown,
                                                std::string_view product_name) {
  const std::string asked = co_await asked_of(shown, product_name);
  co_return co_await job.database.find(kSelectDescription, job.job.organization_id, shown.digest,
                                       asked);
}

Task<sql::BoundStatement> make_description(const JobContext& job, const Shown& shown,
                                           std::string product_name) {
  const std::string asked = co_await asked_of(shown, product_name);
  ImageFacts facts{.name = std::move(product_name),
                   .alt = shown.alt.value_or(""),
                   .width = shown.width,
                   .height = shown.height};
  for (StoredColour& one : colours_of(shown))
    facts.colours.push_back({std::move(one.hex), one.share});
  std::string bytes, type = shown.mediaType;
  if (co_await Ai::mode() != AiMode::builtin) {
    const bool is_large = shown.bytes > kSeenBytesMax && shown.thumbnailKey;
    if (is_large) type = "image/jpeg";
    auto part =
        co_await crow::Bucket(job.host, kBucket).find(is_large ? *shown.thumbnailKey : shown.key);
    co_await require(part.has_value(), ErrorCode::unavailable, "The picture is not in the bucket.");
    bytes = std::move(part->bytes);
  }
  const Ai ai(job.host, job.services);
  const AiDescription made = co_await ai.describe_image(std::move(facts), bytes, type);
  co_return sql::bind(kInsertDescription, job.job.organization_id, shown.digest, asked,
                      name_of(made.mode), made.model, made.text,
                      RawJson{json::write(made.features)}, job.now());
}

Task<bool> tell_products(const JobContext& job, std::string product_id, std::string product_name,
                         bool is_seen) {
  const std::vector<Shown> all = co_await shown_images(job, product_id);
  if (all.empty() && is_seen) co_return true;
  products::SetImages::Input input;
  input.id.value = std::move(product_id);
  input.organizationId.value = job.job.organization_id;
  auto& images = input.images.emplace().value;
  for (const Shown& shown : all) {
    products::SetImages::FetchedImage& image = images.emplace_back();
    image.key.value = shown.key;
    image.url.value = concat(variable_or("BASE_URL", {}), kPath, shown.key);
    image.width = Integer<1, 100'000>{shown.width};
    image.height = Integer<1, 100'000>{shown.height};
    if (shown.alt) image.alt = Text<0, 1'000>{*shown.alt};
  }
  if (is_seen) {
    products::SetImages::Seen seen;
    for (const Shown& shown : all) {
      const auto made = co_await find_description(job, shown, product_name);
      if (!made) continue;
      if (seen.model.value.empty()) {
        seen.mode.value = made->mode;
        seen.model.value = cut(made->model, 128);
        seen.caption = Text<0, 2'000>{cut(made->caption, 2'000)};
      }
      for (const std::string& one : json::read<std::vector<std::string>>(made->features.text)
                                        .value_or(std::vector<std::string>())) {
        Text<1, 200> feature{cut(one, 200)};
        const bool is_known =
            std::ranges::contains(seen.features.value, feature.value, &Text<1, 200>::value);
        if (!is_known && !feature.value.empty() && seen.features.value.size() < 50)
          seen.features.value.push_back(std::move(feature));
      }
    }
    add_colours(all, seen);
    if (!seen.model.value.empty()) input.descriptions = std::move(seen);
  }
  const auto outcome =
      co_await job.services.call<products::SetImages>("PRODUCTS", std::move(input)).as_result();
  if (!outcome && outcome.error().code == ErrorCode::not_found) co_return false;
  co_await std::move(outcome);
  co_return true;
}

}  // namespace crow::images
