#include "shared/json/write.h"
#include "workers/products/embed.h"
#include "workers/products/handlers.h"
#include "workers/products/store.h"

namespace crow::products {
namespace {

constexpr std::int64_t kBatchesKeptMs = 2 * kDay;

struct TakenBatch {
  RawJson answer;
  static constexpr auto fields = describe(field<&TakenBatch::answer>("answer", ""));
};
constexpr sql::Statement<TakenBatch, std::string_view, std::string_view> kSelectBatch{
    "products.batch", R"sql(
  SELECT answer FROM taken_batch WHERE organization_id = ?1 AND id = ?2
)sql"};
constexpr sql::Statement<sql::None, std::string_view, std::string_view, RawJson, Timestamp>
    kNoteBatch{"products.note_batch", R"sql(
  INSERT INTO taken_batch (organization_id, id, answer, taken_at)
  VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (organization_id, id) DO NOTHING
)sql"};
constexpr sql::Statement<sql::None, Timestamp> kForgetBatches{"products.forget_batches", R"sql(
  DELETE FROM taken_batch WHERE taken_at < ?1
)sql"};

Task<UpsertProducts::Output> try_to_upsert(Context& context, const UpsertProducts::Input& input) {
  const std::string& organization = input.organizationId.value;
  const std::string_view batch = input.batchId ? std::string_view(input.batchId->value) : "";
  if (!batch.empty())
    if (const auto taken = co_await context.database.find(kSelectBatch, organization, batch))
      co_return co_await json::read<UpsertProducts::Output>(taken->answer.text);
  Plan plan = co_await plan_upsert(context, context.database, organization, input.products.value);
  if (!plan.writes.empty()) want_vectors(context, plan.writes, organization);
  if (!batch.empty()) {
    const Timestamp now = context.now();
    plan.writes.push_back(sql::bind(kForgetBatches, Timestamp{now.ms - kBatchesKeptMs}));
    plan.writes.push_back(
        sql::bind(kNoteBatch, organization, batch, RawJson{json::write(plan.output)}, now));
  }
  if (!plan.writes.empty()) co_await context.database.run_all(std::move(plan.writes));
  co_return std::move(plan.output);
}

}  // namespace

Task<UpsertProducts::Output> upsert_products(Context& context, UpsertProducts::Input input) {
  co_return co_await until_alone([&] { return try_to_upsert(context, input); });
}

}  // namespace crow::products
