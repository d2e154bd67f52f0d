// Text in other charsets, decoded by the platform, piece by piece.
//
//   TextDecoder decoder(context.host, "windows-1252");
//   std::string text = co_await decoder.decode(piece, false);   // …
//   text += co_await decoder.decode(last, true);
#pragma once

#include <string>
#include <string_view>

#include "shared/host/host.h"

namespace crow {

class TextDecoder {
 public:
  // `label` is a name of the WHATWG's Encoding Standard.
  TextDecoder(Host host, std::string_view label);

  // Well-formed UTF-8, U+FFFD where the bytes are none; a character that a piece cuts off comes
  // with the next one.
  //
  // Errors: invalid_argument, for a charset that nobody knows.
  Task<std::string> decode(std::string_view bytes, bool is_last);

 private:
  Host host_;
  std::string name_;  // Of this decoder, and the label.
};

}  // namespace crow
