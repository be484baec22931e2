// A few thousand mutated inputs per target, the same in every run. WAGGLE_FUZZ_ROUNDS makes it more
// and WAGGLE_FUZZ_SEED others; what breaks is printed before it runs, so that it is known even
// after an abort.
#include <gtest/gtest.h>

#include <cstdlib>

#include "libs/base/sha256.h"
#include "tests/fuzz/mutator.h"
#include "tests/fuzz/targets.h"

namespace waggle {
namespace {

std::uint64_t FromEnvironment(const char* name, std::uint64_t fallback) {
  const char* text = std::getenv(name);
  return text == nullptr ? fallback : std::strtoull(text, nullptr, 10);
}

class Fuzz : public ::testing::TestWithParam<FuzzTarget> {
 protected:
  static void Run(const std::string& input) {
    SetLastInput(input);
    GetParam().run(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  }

 private:
  // Where a debugger or a core finds it.
  static void SetLastInput(const std::string& input) { last_input_ = ToHex(input); }
  static std::string last_input_;
};

std::string Fuzz::last_input_;

TEST_P(Fuzz, ExamplesAreReadable) {
  for (const std::string& example : GetParam().examples()) Run(example);
}

TEST_P(Fuzz, NothingBreaksItsPromises) {
  const std::uint64_t rounds = FromEnvironment("WAGGLE_FUZZ_ROUNDS", 3000);
  Mutator mutator(GetParam().examples(), FromEnvironment("WAGGLE_FUZZ_SEED", 1));
  for (std::uint64_t round = 0; round < rounds; ++round) Run(mutator.Next());
}

INSTANTIATE_TEST_SUITE_P(Targets, Fuzz, ::testing::ValuesIn(FuzzTargets()),
                         [](const auto& target) { return std::string(target.param.name); });

}  // namespace
}  // namespace waggle
