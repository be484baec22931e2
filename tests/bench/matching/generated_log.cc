#include "tests/bench/matching/generated_log.h"

#include <array>
#include <cstdio>

namespace waggle::bench {
namespace {

using matching::v1::CorpusDocument;

// GP practices in England.
constexpr std::uint64_t kPractices = 6'200;
// With the title: 64 tokens on average, the two that begin and end a text included.
constexpr std::size_t kWords = 39;
constexpr std::size_t kTitleWords = 6;
constexpr std::size_t kSpread = 12;
// Length of the step away from the vector that another one is made of: the two then have a cosine
// of 0.91, like two practices' words for the same trouble.
constexpr double kStep = 0.45;

// Looks like a UUID; not in the order of the numbers, so that ties are decided by ids.
std::string Id(Random& random) {
  const std::uint64_t high = random.Next();
  const std::uint64_t low = random.Next();
  std::array<char, 37> text;
  std::snprintf(text.data(), text.size(), "%08x-%04x-7%03x-%04x-%012llx",
                static_cast<unsigned>(high >> 32), static_cast<unsigned>(high >> 16 & 0xFFFF),
                static_cast<unsigned>(high & 0xFFF), static_cast<unsigned>(low >> 48),
                static_cast<unsigned long long>(low & 0xFFFFFFFFFFFF));
  return text.data();
}

std::string Practice(Random& random) {
  std::array<char, 8> text;
  std::snprintf(text.data(), text.size(), "Z%05u",
                static_cast<unsigned>(10'000 + random.Below(kPractices)));
  return text.data();
}

}  // namespace

CorpusDocument GeneratedLog::Document(matching::v1::DocumentKind kind, const char* purpose,
                                      std::size_t place, std::size_t theme) const {
  Random random(seed_, purpose, place);
  CorpusDocument document;
  document.set_document_id(Id(random));
  document.set_ods_code(Practice(random));
  document.set_title(model_.Write(theme, kTitleWords, random));
  const std::size_t words = kWords - kSpread + random.Below(2 * kSpread + 1);
  const std::size_t how = kind == matching::v1::DOCUMENT_KIND_IDEA ? words / 2 : 0;
  document.set_problem(model_.Write(theme, words - how, random));
  if (how > 0) document.set_how_it_works(model_.Write(theme, how, random));
  document.set_kind(kind);
  document.set_progress(matching::v1::DOCUMENT_PROGRESS_MATCHED);
  document.set_traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  return document;
}

CorpusDocument GeneratedLog::Problem(std::size_t place) const {
  // Beyond the encoded ones it is about what the one is about whose vector is moved for it.
  const std::size_t theme = Random(seed_, "theme", place % kEncodedProblems).Below(model_.themes());
  CorpusDocument document = Document(matching::v1::DOCUMENT_KIND_PROBLEM, "problem", place, theme);
  document.set_number(NumberOfProblem(place));
  return document;
}

CorpusDocument GeneratedLog::Idea(std::size_t place) const {
  const std::size_t theme =
      Random(seed_, "idea theme", place % kEncodedIdeas).Below(model_.themes());
  CorpusDocument document = Document(matching::v1::DOCUMENT_KIND_IDEA, "idea", place, theme);
  document.set_number(NumberOfIdea(place));
  return document;
}

CorpusDocument GeneratedLog::Arrival(std::size_t place, std::int64_t number) const {
  const std::size_t theme = Random(seed_, "arrival theme", place).Below(model_.themes());
  CorpusDocument document = Document(matching::v1::DOCUMENT_KIND_IDEA, "arrival", place, theme);
  document.set_number(number);
  return document;
}

matching::domain::Embedding GeneratedLog::Moved(const matching::domain::Embedding& vector,
                                                std::int64_t number) const {
  using matching::domain::kEmbeddingWidth;
  Random random(seed_, "step", static_cast<std::uint64_t>(number));
  std::array<float, kEmbeddingWidth> moved;
  // Evenly from -w to w: a standard deviation of w over the root of 3.
  const double width = kStep * std::sqrt(3.0 / kEmbeddingWidth);
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    const double step = width * (2 * random.Unit() - 1);
    moved[i] =
        static_cast<float>(vector.components[i] / double{matching::domain::kEmbeddingUnit} + step);
  }
  return matching::domain::ToEmbedding(moved);
}

}  // namespace waggle::bench
