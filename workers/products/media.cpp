#include <algorithm>

#include "shared/catalog/show.h"
#include "shared/json/write.h"
#include "workers/products/handlers.h"

namespace crow::products {
namespace {

struct Media {
  std::optional<std::string> caption;
  RawJson features, colours;
  std::optional<std::string> mode, model;
  RawJson edited;
  Timestamp updatedAt;
  static constexpr auto fields =
      describe(field<&Media::caption>("caption", ""), field<&Media::features>("features", ""),
               field<&Media::colours>("colours", ""), field<&Media::mode>("mode", ""),
               field<&Media::model>("model", ""), field<&Media::edited>("edited", ""),
               field<&Media::updatedAt>("updatedAt", ""));
};

constexpr sql::Statement<Media, std::string_view> kSelect{"media.get", R"sql(
  SELECT caption, features, colours, mode, model, edited, updated_at
    FROM product_media WHERE product_id = ?1
)sql"};

// What a person has written stays: `edited` names it.
constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::optional<RawJson>,
                         std::optional<std::string>, RawJson, RawJson, std::optional<std::string>,
                         std::optional<std::string>, Timestamp, bool>
    kWrite{"media.set", R"sql(
  INSERT INTO product_media (product_id, images, caption, seen_caption, features, colours, mode,
                             model, edited, updated_at)
  SELECT p.id, nullif(?3, '[]'), ?4, ?4, ?5, ?6, ?7, ?8, '[]', ?9
    FROM product AS p WHERE p.id = ?1 AND p.organization_id = ?2 AND p.deleted_at IS NULL
      ON CONFLICT (product_id) DO UPDATE
     SET images = iif(?3 IS NULL, images, excluded.images),
         caption = iif(?10 = 0 OR instr(edited, '"caption"'), caption, excluded.caption),
         seen_caption = iif(?10 = 0, seen_caption, excluded.seen_caption),
         features = iif(?10 = 0 OR instr(edited, '"features"'), features, excluded.features),
         colours = iif(?10 = 0 OR instr(edited, '"colours"'), colours, excluded.colours),
         mode = iif(?10 = 0, mode, excluded.mode), model = iif(?10 = 0, model, excluded.model),
         updated_at = excluded.updated_at
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::optional<std::string>,
                         std::optional<RawJson>, std::optional<RawJson>, RawJson, Timestamp>
    kEdit{"media.edit", R"sql(
  INSERT INTO product_media (product_id, caption, features, colours, edited, updated_at)
  SELECT p.id, nullif(?3, ''), coalesce(?4, '[]'), coalesce(?5, '[]'), ?6, ?7
    FROM product AS p WHERE p.id = ?1 AND p.organization_id = ?2 AND p.deleted_at IS NULL
      ON CONFLICT (product_id) DO UPDATE
     SET caption = iif(?3 = '', seen_caption, coalesce(?3, caption)),
         features = coalesce(?4, features), colours = coalesce(?5, colours),
         edited = excluded.edited, updated_at = excluded.updated_at
)sql"};

template <typename T>
std::optional<RawJson> json_in(const std::optional<T>& list) {
  return list ? std::optional(RawJson{json::write(list->value)}) : std::nullopt;
}

}  // namespace

Task<GetAiDescriptions::Output> get_ai_descriptions(Context& context,
                                                    GetAiDescriptions::Input input) {
  co_await read_product(context.database, context.caller.organization_id, input.id);
  auto media = co_await context.database.find(kSelect, input.id);
  AiDescriptions made;
  made.productId = input.id;
  if (!media) co_return made;
  made.caption = std::move(media->caption);
  made.features = texts_of(media->features);
  made.colours = texts_of(media->colours);
  made.mode = std::move(media->mode);
  made.model = std::move(media->model);
  made.editedFields = texts_of(media->edited);
  made.updatedAt = media->updatedAt;
  co_return made;
}

Task<UpdateAiDescriptions::Output> update_ai_descriptions(Context& context,
                                                          UpdateAiDescriptions::Input input) {
  const AiDescriptions before = co_await get_ai_descriptions(context, {input.id});
  std::vector<std::string> edited = before.editedFields;
  const auto note = [&](std::string_view field, bool is_given, bool is_theirs) {
    if (!is_given) return;
    std::erase(edited, field);
    if (is_theirs) edited.emplace_back(field);
  };
  note("caption", input.caption.has_value(), input.caption && !input.caption->value.empty());
  note("features", input.features.has_value(), true);
  note("colours", input.colours.has_value(), true);
  std::optional<std::string> caption;
  if (input.caption) caption = input.caption->value;
  co_await context.database.run(kEdit, input.id, context.caller.organization_id, caption,
                                json_in(input.features), json_in(input.colours), json_of(edited),
                                context.now());
  co_return co_await get_ai_descriptions(context, {input.id});
}

Task<SetImages::Output> set_images(Context& context, SetImages::Input input) {
  const auto& seen = input.descriptions;
  const auto text = [](const auto& value) {
    return value ? std::optional(value->value) : std::nullopt;
  };
  const std::int64_t written = co_await context.database.run(
      kWrite, input.id, input.organizationId, json_in(input.images),
      seen ? text(seen->caption) : std::nullopt,
      RawJson{seen ? json::write(seen->features.value) : "[]"},
      RawJson{seen ? json::write(seen->colours.value) : "[]"},
      seen ? std::optional(seen->mode.value) : std::nullopt,
      seen ? std::optional(seen->model.value) : std::nullopt, context.now(), seen.has_value());
  co_await require(written > 0, ErrorCode::not_found, "There is no such product.");
  co_return Nothing{};
}

}  // namespace crow::products
