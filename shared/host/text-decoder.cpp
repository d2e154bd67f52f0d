#include "shared/host/text-decoder.h"

#include "shared/core/text.h"

namespace crow {
namespace {

std::uint32_t last_decoder = 0;

}  // namespace

TextDecoder::TextDecoder(Host host, std::string_view label)
    : host_(host), name_(concat(std::size_t{++last_decoder}, '\n', label, '\n')) {}

Task<std::string> TextDecoder::decode(std::string_view bytes, bool is_last) {
  auto text = co_await host_.call("text.decode", {}, concat(name_, is_last ? "1\n" : "0\n", bytes))
                  .as_result();
  if (!text && text.error().cause == "unknown_charset")
    co_await fail(ErrorCode::invalid_argument, "The text is in a charset that is not known.");
  co_return std::move(text);
}

}  // namespace crow
