// The parts of a document that operations share: refusals, headers, credentials.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/json/write.h"
#include "shared/openapi/document.h"
#include "shared/openapi/schema.h"

namespace crow::openapi {

// True for the routes that follow Better Auth's rules.
bool is_better_auth(const Operation& operation);

// True when neither the limit nor a credential is looked at: probes and public keys.
bool is_uncounted(const Operation& operation);

// True for a POST that makes something, which may be sent again with an Idempotency-Key.
bool is_repeatable(const Operation& operation);

// Whether a method has a body.
bool has_body(Method method);

// Collects which shared parts a document uses, and writes those.
class SharedParts {
 public:
  // The refusals of an operation: status (or "default") and the name of its response.
  static std::vector<std::pair<std::string_view, std::string_view>> refusals(const Entry& entry,
                                                                             bool takes_body);

  // Members of `responses`: the refusals, as references.
  void write_refusals(json::Writer& out, const Entry& entry, bool takes_body);
  // The member `headers` of a success.
  void write_headers(json::Writer& out, const Operation& operation);
  // The member `security`.
  void write_security(json::Writer& out, const Operation& operation);
  // A reference to the parameter Idempotency-Key.
  void write_idempotency_key(json::Writer& out);

  // The members of `components` other than schemas.
  void write_components(json::Writer& out, Schemas& schemas) const;

 private:
  std::set<std::string_view> responses_, headers_, schemes_;
  bool uses_key_ = false;
};

}  // namespace crow::openapi
