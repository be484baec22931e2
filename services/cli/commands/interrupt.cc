#include "services/cli/commands/interrupt.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>

#include "libs/base/check.h"

namespace waggle::cli {

Interrupt::Interrupt() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals_, &before_);
  signal_ = signalfd(-1, &signals_, SFD_CLOEXEC | SFD_NONBLOCK);
  notice_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  WAGGLE_CHECK(signal_ >= 0 && notice_ >= 0);
}

Interrupt::~Interrupt() {
  close(signal_);
  close(notice_);
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

bool Interrupt::WaitFor(std::chrono::milliseconds wait) { return Wait(EndsAt::kSignal, wait); }

bool Interrupt::WaitForNotice(std::chrono::milliseconds wait) {
  return Wait(EndsAt::kSignalOrNotice, wait);
}

void Interrupt::Notify() { eventfd_write(notice_, 1); }

bool Interrupt::Wait(EndsAt ends_at, std::chrono::milliseconds wait) {
  std::array<pollfd, 2> awaited{pollfd{signal_, POLLIN, 0}, pollfd{notice_, POLLIN, 0}};
  poll(awaited.data(), ends_at == EndsAt::kSignal ? 1 : 2, static_cast<int>(wait.count()));
  eventfd_t notices = 0;
  if ((awaited[1].revents & POLLIN) != 0) eventfd_read(notice_, &notices);
  signalfd_siginfo signal{};
  return (awaited[0].revents & POLLIN) != 0 && read(signal_, &signal, sizeof signal) > 0;
}

}  // namespace waggle::cli
