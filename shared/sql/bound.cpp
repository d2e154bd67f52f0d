#include "shared/sql/bound.h"

#include <cmath>

#include "shared/core/text.h"

namespace crow::sql {

Result<> check(const BoundStatement& bound) {
  if (bound.fault.empty()) [[likely]]
    return {};
  return fail(ErrorCode::internal, "The service could not store its data.", bound.fault);
}

namespace detail {

void Binder::text(std::string_view value) {
  ++count_;
  out_.text(value);
}

void Binder::null() {
  ++count_;
  out_.null();
}

void Binder::value(const Type& type, const void* value) {
  ++count_;
  if (scalar(out_, type, value)) return;
  json::Writer inner;
  nested(inner, type, value);
  out_.text(inner.str());
}

BoundStatement Binder::finish(std::string_view text, const Type* row) && {
  out_.end_array();
  // Writers pass bytes through, so one look at the whole finds what no text may hold.
  if (!is_utf8(out_.str()) && fault_.empty())
    fault_ = concat(name_, ": a parameter holds bytes that are not UTF-8");
  return {name_, text, out_.take(), row, std::move(fault_)};
}

bool Binder::scalar(json::Writer& out, const Type& type, const void* value) {
  switch (type.kind) {
    case Kind::boolean:
      out.integer(*static_cast<const bool*>(value) ? 1 : 0);
      return true;
    case Kind::integer:
      whole(out, type.width == 4 ? *static_cast<const std::int32_t*>(value)
                                 : *static_cast<const std::int64_t*>(value));
      return true;
    case Kind::number: {
      const double number = *static_cast<const double*>(value);
      if (!std::isfinite(number)) note("is not a finite number");
      out.number(number);
      return true;
    }
    case Kind::text:
      out.text(*static_cast<const std::string*>(value));
      return true;
    case Kind::enumeration: {
      const std::size_t index = *static_cast<const std::uint8_t*>(value);
      const bool exists = index < type.names.size();
      if (!exists) note("is an enumerator without a name");
      out.text(exists ? type.names[index] : std::string_view());
      return true;
    }
    case Kind::timestamp:
      whole(out, static_cast<const Timestamp*>(value)->ms);
      return true;
    case Kind::raw_json:
      out.text(static_cast<const RawJson*>(value)->text);
      return true;
    case Kind::optional:
      if (type.container->size(value) > 0)
        return scalar(out, *type.element, type.container->at(value, 0));
      out.null();
      return true;
    default:
      return false;
  }
}

void Binder::nested(json::Writer& out, const Type& type, const void* value) {
  switch (type.kind) {
    case Kind::optional:
      if (type.container->size(value) == 0)
        out.null();
      else
        nested(out, *type.element, type.container->at(value, 0));
      return;
    case Kind::array:
      out.begin_array();
      for (std::size_t i = 0; i < type.container->size(value); ++i)
        nested(out, *type.element, type.container->at(value, i));
      out.end_array();
      return;
    case Kind::map:
      out.begin_object();
      for (std::size_t i = 0; i < type.container->size(value); ++i) {
        out.key(type.container->key_at(value, i));
        nested(out, *type.element, type.container->at(value, i));
      }
      out.end_object();
      return;
    case Kind::object:
      out.begin_object();
      for (const Field& field : type.fields) {
        out.key(field.name);
        // `locate` takes a mutable owner so that readers and writers share it; here it only reads.
        nested(out, *field.type, field.locate(const_cast<void*>(value)));
      }
      out.end_object();
      return;
    case Kind::raw_json:
      // `->>` gives an object's text, so it needs no second spelling as a string.
      if (type.only_objects) {
        out.raw(static_cast<const RawJson*>(value)->text);
        return;
      }
      [[fallthrough]];
    default:
      scalar(out, type, value);
  }
}

void Binder::whole(json::Writer& out, std::int64_t value) {
  if (value > kExact || value < -kExact) note("is a whole number beyond 2^53");
  out.integer(value);
}

void Binder::note(std::string_view why) {
  if (fault_.empty()) fault_ = concat(name_, ": parameter ?", count_, ' ', why);
}

}  // namespace detail
}  // namespace crow::sql
