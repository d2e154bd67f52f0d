#include "shared/identity/audit.h"

#include "shared/core/id.h"
#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/json/write.h"

namespace crow {
namespace {

using Subject = std::optional<std::string_view>;

constexpr sql::Statement<sql::None, std::string, Timestamp, AuditAction, std::string_view, Subject,
                         Subject, std::string, Subject, bool>
    kInsert{"identity.audit", R"sql(
  INSERT INTO audit_event
    (id, at, action, organization_id, actor_id, subject_id, detail, ip_address)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
   WHERE NOT ?9 OR changes() > 0
)sql"};

constexpr sql::Statement<sql::None, std::string, Timestamp, AuditAction, std::string_view, Subject,
                         std::string, Subject, bool>
    kInsertForEach{"identity.audit_for_each", R"sql(
  INSERT INTO audit_event
    (id, at, action, organization_id, actor_id, subject_id, detail, ip_address)
  SELECT ?1, ?2, ?3, organization_id, ?4, ?5, ?6, ?7
    FROM member
   WHERE user_id = ?4 AND (NOT ?8 OR changes() > 0)
)sql"};

constexpr sql::Statement<sql::None, std::string, Timestamp, AuditAction, std::string_view, Subject>
    kInsertFailure{"identity.audit_failed_sign_in", R"sql(
  INSERT INTO audit_event
    (id, at, action, organization_id, actor_id, subject_id, detail, ip_address)
  SELECT ?1, ?2, ?3, m.organization_id, NULL, u.id, '{}', ?5
    FROM user AS u
    JOIN member AS m ON m.user_id = u.id
   WHERE u.email = ?4
)sql"};

constexpr sql::Statement<sql::None, Timestamp> kDelete{"identity.delete_old_audit", R"sql(
  DELETE FROM audit_event
   WHERE (organization_id, at, id) IN (SELECT organization_id, at, id FROM audit_event
                                        WHERE at < ?1 LIMIT 500)
)sql"};

constexpr std::size_t kDetailLengthMax = 200;

std::string new_event_id(Timestamp now) { return make_id("evt", now, random_bytes(10)); }

Subject or_none(std::string_view text) { return text.empty() ? Subject() : Subject(text); }

std::string write_detail(const AuditDetail& detail) {
  json::Writer out;
  out.begin_object();
  for (const auto& [name, value] : detail)
    out.member(name, cut_code_points(value, kDetailLengthMax));
  return out.end_object().take();
}

}  // namespace

sql::Bound<sql::None> audit(Host host, const AuditEntry& entry) {
  const Timestamp now = host.now();
  std::string detail = write_detail(entry.detail);
  if (entry.organization_id.empty())
    return sql::bind(kInsertForEach, new_event_id(now), now, entry.action, entry.actor_id,
                     or_none(entry.subject_id), std::move(detail), or_none(entry.ip_address),
                     entry.only_if_changed);
  return sql::bind(kInsert, new_event_id(now), now, entry.action, entry.organization_id,
                   or_none(entry.actor_id), or_none(entry.subject_id), std::move(detail),
                   or_none(entry.ip_address), entry.only_if_changed);
}

sql::Bound<sql::None> audit_failed_sign_in(Host host, std::string_view email,
                                           std::string_view ip_address) {
  const Timestamp now = host.now();
  return sql::bind(kInsertFailure, new_event_id(now), now, AuditAction::sign_in_failed, email,
                   or_none(ip_address));
}

sql::Bound<sql::None> delete_old_audit(Timestamp now) {
  return sql::bind(kDelete, Timestamp{now.ms - kAuditKeptDays * kDay});
}

}  // namespace crow
