#include "shared/openapi/document.h"

#include <algorithm>
#include <map>
#include <set>

#include "shared/core/text.h"
#include "shared/http/route.h"
#include "shared/json/write.h"
#include "shared/openapi/info.h"
#include "shared/openapi/pretty.h"
#include "shared/openapi/replies.h"
#include "shared/openapi/responses.h"
#include "shared/openapi/schema.h"

namespace crow::openapi {
namespace {

// "get_current_user" as "getCurrentUser".
std::string camel_case(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] != '_')
      out += name[i];
    else if (++i < name.size())
      out += static_cast<char>(name[i] >= 'a' && name[i] <= 'z' ? name[i] - 'a' + 'A' : name[i]);
  }
  return out;
}

// What a service answers by an error always, and what is for services, nobody need know.
bool is_shown(const Operation& operation) {
  return operation.access != Access::service && operation.success < 400;
}

std::string_view description_of_success(const Operation& operation) {
  switch (operation.success) {
    case 201:
      return "Made: this is it.";
    case 202:
      return "Accepted: the work goes on.";
    case 204:
      return "Done.";
    default:
      return operation.method == Method::get ? "What was asked for." : "Done: this is the result.";
  }
}

// As `x-access` says it, for programs: the sentences of the description are for people.
std::string_view name_of(Access access) {
  switch (access) {
    case Access::anyone:
      return "anyone";
    case Access::session:
      return "session";
    case Access::member:
      return "member";
    case Access::admin:
      return "admin";
    case Access::writer:
      return "writer";
    case Access::service:
      break;
  }
  return "service";
}

// The operation's own paragraphs, and what its access means.
std::string description_of(const Operation& operation) {
  std::string out(operation.description);
  const auto add = [&](std::string_view sentence) {
    if (!out.empty()) out += "\n\n";
    out += sentence;
  };
  if (operation.access == Access::admin) add("For owners and admins.");
  if (operation.access == Access::session) add("For a signed-in person: needs the session cookie.");
  if (operation.permission)
    add(concat("Needs the permission `", name_of(*operation.permission), "`."));
  return out;
}

// True when some path matches both patterns.
bool overlap(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    const std::string_view left = split_off(a, '/');
    const std::string_view right = split_off(b, '/');
    if (left != right && !left.starts_with('{') && !right.starts_with('{')) return false;
  }
  return a.empty() && b.empty();
}

class Builder {
 public:
  explicit Builder(std::span<const ServiceEntry> services) : services_(services) {}

  Document run(std::string_view title, std::string_view version) {
    out_.begin_object().member("openapi", "3.1.1");
    write_info(out_, title, version);
    write_servers(out_);
    write_tags();
    write_paths();
    write_components();
    out_.end_object();
    for (const std::string& fault : schemas_.faults()) faults_.push_back(fault);
    return {.json = pretty(out_.str()), .faults = std::move(faults_)};
  }

 private:
  void write_tags() {
    out_.key("tags").begin_array();
    std::map<std::string_view, std::string_view> known;
    for (const ServiceEntry& service : services_) {
      for (const Tag& tag : service.tags) {
        const auto [place, is_new] = known.emplace(tag.name, tag.sentence);
        if (!is_new && place->second != tag.sentence)
          faults_.push_back(concat("the heading ", tag.name, " has two sentences"));
        if (!is_new) continue;
        out_.begin_object().member("name", tag.name);
        out_.member("description", tag.sentence).end_object();
      }
    }
    out_.end_array();
  }

  void write_paths() {
    out_.key("paths").begin_object();
    std::set<std::string_view> done;
    for (const ServiceEntry& service : services_) {
      for (const Entry& entry : service.entries) {
        const std::string_view path = entry.operation.path;
        if (!is_shown(entry.operation) || !done.insert(path).second) continue;
        check_path(path);
        out_.key(path).begin_object();
        for (const ServiceEntry& other : services_)
          for (const Entry& same : other.entries)
            if (same.operation.path == path && is_shown(same.operation))
              write_operation(other, same);
        out_.end_object();
      }
    }
    out_.end_object();
  }

  // Of two patterns that match the same path the more literal one answers; where neither is, nobody
  // knows which.
  void check_path(std::string_view path) {
    for (const std::string_view other : paths_)
      if (overlap(path, other) && !is_more_literal(path, other) && !is_more_literal(other, path))
        faults_.push_back(concat(path, " and ", other, " are the same path"));
    paths_.push_back(path);
  }

  void write_operation(const ServiceEntry& service, const Entry& entry) {
    const Operation& operation = entry.operation;
    const std::string id = camel_case(operation.name);
    if (!ids_.insert(id).second)
      faults_.push_back(concat("two operations are called ", operation.name));
    out_.key(to_lower(name_of(operation.method))).begin_object();
    out_.member("operationId", id);
    out_.key("tags").begin_array().text(tag_of(service, operation)).end_array();
    out_.member("summary", operation.summary);
    const std::string description = description_of(operation);
    if (!description.empty()) out_.member("description", description);
    parts_.write_security(out_, operation);
    out_.member("x-access", name_of(operation.access));
    if (operation.permission) out_.member("x-permission", name_of(*operation.permission));
    write_parameters(entry);
    const bool takes_body = write_body(entry);
    out_.key("responses").begin_object();
    write_success(entry, operation.success);
    if (entry.also != 0) write_success(entry, entry.also);
    parts_.write_refusals(out_, entry, takes_body);
    out_.end_object().end_object();
  }

  std::string_view tag_of(const ServiceEntry& service, const Operation& operation) {
    const Tag* best = nullptr;
    for (const Tag& tag : service.tags) {
      if (!operation.path.starts_with(tag.path)) continue;
      if (!best || tag.path.size() > best->path.size()) best = &tag;
    }
    if (best) return best->name;
    faults_.push_back(concat(operation.name, " stands under no tag"));
    return {};
  }

  void write_parameters(const Entry& entry) {
    const Operation& operation = entry.operation;
    const bool has_query = !has_body(operation.method) && entry.input->fields.size() > 0;
    const bool has_any = has_query || operation.path.contains('{') || is_repeatable(operation);
    if (!has_any) return;
    out_.key("parameters").begin_array();
    std::string_view rest = operation.path;
    while (!rest.empty()) {
      const std::string_view segment = split_off(rest, '/');
      if (!segment.starts_with('{')) continue;
      const std::string_view name = segment.substr(1, segment.size() - 2);
      if (const Field* field = find_field(*entry.input, name))
        write_parameter(*entry.input, *field, "path", true);
      else
        faults_.push_back(concat(operation.name, " has no field for {", name, "} of its path"));
    }
    if (has_query) {
      for (const Field& field : entry.input->fields)
        if (!has_parameter(operation.path, field.name))
          write_parameter(*entry.input, field, "query", field.is_required);
    }
    if (is_repeatable(operation)) parts_.write_idempotency_key(out_);
    out_.end_array();
  }

  void write_parameter(const Type& owner, const Field& field, std::string_view place,
                       bool is_required) {
    out_.begin_object().member("name", field.name).member("in", place);
    out_.member("required", is_required);
    if (!field.sentence.empty()) out_.member("description", field.sentence);
    out_.key("schema").raw(schemas_.of_parameter(owner, field)).end_object();
  }

  // Returns whether there is one.
  bool write_body(const Entry& entry) {
    const Operation& operation = entry.operation;
    if (!has_body(operation.method)) return false;
    std::vector<Field> fields;
    for (const Field& field : entry.input->fields)
      if (!has_parameter(operation.path, field.name)) fields.push_back(field);
    if (fields.empty()) return false;
    Type body = *entry.input;
    const bool is_whole = fields.size() == body.fields.size();
    if (!is_whole) {
      body.title = {};
      body.fields = fields;
    }
    std::string schema = schemas_.of(is_whole ? *entry.input : body,
                                     operation.ignores_unknown ? Use::lenient_input : Use::input);
    if (operation.batch_max > 0)
      schema = concat(R"({"oneOf":[)", schema, R"(,{"type":"array","minItems":1,"maxItems":)",
                      operation.batch_max, R"(,"items":)", schema, "}]}");
    out_.key("requestBody").begin_object().member("required", !operation.may_lack_body);
    out_.key("content").begin_object();
    write_content("application/json", schema);
    if (operation.takes_forms) write_content("application/x-www-form-urlencoded", schema);
    if (operation.takes_text) write_content("text/plain", schema);
    out_.end_object().end_object();
    return true;
  }

  void write_content(std::string_view type, std::string_view schema) {
    out_.key(type).begin_object().key("schema").raw(schema).end_object();
  }

  void write_success(const Entry& entry, int status) {
    const Operation& operation = entry.operation;
    out_.key(to_text(status)).begin_object();
    out_.member("description",
                status == 503 ? std::string_view("Not well.") : description_of_success(operation));
    parts_.write_headers(out_, operation);
    if (status != 204) {
      out_.key("content").begin_object();
      write_content(operation.answers, schemas_.of(*entry.output, Use::output));
      out_.end_object();
    }
    out_.end_object();
  }

  void write_components() {
    out_.key("components").begin_object();
    parts_.write_components(out_, schemas_);
    out_.key("schemas").begin_object();
    for (const auto& [name, schema] : schemas_.components()) out_.key(name).raw(schema);
    out_.end_object().end_object();
  }

  std::span<const ServiceEntry> services_;
  json::Writer out_;
  Schemas schemas_;
  SharedParts parts_;
  std::set<std::string> ids_;
  std::vector<std::string_view> paths_;
  std::vector<std::string> faults_;
};

}  // namespace

void add_probes(ServiceEntry& service) {
  struct Probe {
    std::string_view path, summary;
  };
  constexpr Probe kProbes[] = {{"health", "Whether the service runs."},
                               {"ready", "Whether the service can work: its database answers."}};
  for (const Probe& probe : kProbes) {
    const std::string& name =
        service.texts.emplace_back(concat("get_", service.name, '_', probe.path));
    const std::string& path =
        service.texts.emplace_back(concat('/', service.name, '/', probe.path));
    service.entries.push_back({.operation = {.name = name,
                                             .path = path,
                                             .summary = probe.summary,
                                             .access = Access::anyone},
                               .input = &kTypeOf<Nothing>,
                               .output = &kTypeOf<ServiceHealth>,
                               .also = probe.path == "ready" ? 503 : 0});
  }
}

Document describe_services(std::string_view title, std::span<const ServiceEntry> services,
                           std::string_view version) {
  return Builder(services).run(title, version);
}

}  // namespace crow::openapi
