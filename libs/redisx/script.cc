#include "libs/redisx/script.h"

#include <openssl/sha.h>

#include "libs/base/sha256.h"

namespace waggle::redisx {

Script::Script(std::string_view name, std::string_view source) : name_(name), source_(source) {
  std::string digest(SHA_DIGEST_LENGTH, '\0');
  SHA1(reinterpret_cast<const unsigned char*>(source.data()), source.size(),
       reinterpret_cast<unsigned char*>(digest.data()));
  digest_ = ToHex(digest);
}

}  // namespace waggle::redisx
