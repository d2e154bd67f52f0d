#include "shared/service/list.h"
#include "workers/organizations/handlers.h"

namespace crow::organizations {
namespace {

// Newest first, so a place is followed by what is older.
constexpr ListQuery<AuditEvent, std::string_view, std::optional<std::string>,
                    std::optional<AuditAction>, std::optional<Timestamp>, std::optional<Timestamp>>
    kEvents{{"organizations.list_audit", R"sql(
  SELECT e.id, e.at, e.action, e.actor_id, a.name AS actor_name, a.email AS actor_email,
         e.subject_id, s.name AS subject_name, s.email AS subject_email, e.detail, e.ip_address,
         e.at AS place_time, e.id AS place_id
    FROM audit_event AS e
    LEFT JOIN user AS a ON a.id = e.actor_id
    LEFT JOIN user AS s ON s.id = e.subject_id
   WHERE e.organization_id = ?1
     AND (?2 IS NULL OR e.actor_id = ?2)
     AND (?3 IS NULL OR e.action = ?3)
     AND (?4 IS NULL OR e.at >= ?4)
     AND (?5 IS NULL OR e.at < ?5)
     AND (?6 IS NULL OR (e.at, e.id) < (?6, ?7))
   ORDER BY e.at DESC, e.id DESC
   LIMIT ?8 OFFSET ?9
)sql"},
            {"organizations.count_audit", R"sql(
  SELECT count(*) AS total
    FROM audit_event AS e
   WHERE e.organization_id = ?1
     AND (?2 IS NULL OR e.actor_id = ?2)
     AND (?3 IS NULL OR e.action = ?3)
     AND (?4 IS NULL OR e.at >= ?4)
     AND (?5 IS NULL OR e.at < ?5)
)sql"}};

}  // namespace

Task<ListAudit::Output> list_audit(Context& context, ListAudit::Input input) {
  std::optional<std::string> actor;
  if (input.actor) actor = std::move(input.actor->value);
  co_return co_await read_list(context.database, kEvents, input.paging, input.id, actor,
                               input.action, input.from, input.to);
}

}  // namespace crow::organizations
