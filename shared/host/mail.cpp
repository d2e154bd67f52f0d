#include "shared/host/mail.h"

#include "shared/json/write.h"

namespace crow {

Task<> Mailer::send(const MailMessage& message) const {
  co_await host_.call("mail.send", binding_, json::write(message));
}

}  // namespace crow
