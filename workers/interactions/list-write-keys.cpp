#include "shared/service/list.h"
#include "workers/interactions/handlers.h"

namespace crow::interactions {
namespace {

constexpr ListQuery<WriteKey, std::string_view> kWriteKeys{{"interactions.list_write_keys", R"sql(
  SELECT id, name, key, origins, created_at, created_at AS place_time, id AS place_id
    FROM write_key
   WHERE organization_id = ?1 AND (created_at, id) > (coalesce(?2, -1), ?3)
   ORDER BY created_at, id
   LIMIT ?4 OFFSET ?5
)sql"},
                                                           {"interactions.count_write_keys", R"sql(
  SELECT count(*) AS total FROM write_key WHERE organization_id = ?1
)sql"}};

}  // namespace

Task<ListWriteKeys::Output> list_write_keys(Context& context, ListWriteKeys::Input input) {
  co_return co_await read_list(context.database, kWriteKeys, input, context.caller.organization_id);
}

}  // namespace crow::interactions
