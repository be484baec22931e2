#include "libs/base/large_pages.h"

#include <sys/mman.h>

namespace waggle {

void PreferLargePages(void* memory, std::size_t bytes) {
#if defined(MADV_HUGEPAGE)
  // Memory that the advice is no use for is used as it is.
  (void)madvise(memory, bytes, MADV_HUGEPAGE);
#else
  (void)memory;
  (void)bytes;
#endif
}

}  // namespace waggle
