#pragma once

#include <cstdint>
#include <string>

#include "services/matching/domain/embedding.h"
#include "tests/bench/matching/text_model.h"
#include "waggle/matching/v1/corpus.pb.h"

namespace waggle::bench {

// In the log an idea comes after so many problems.
inline constexpr std::size_t kProblemsPerIdea = 50;
// Documents whose vectors the encoder computes. Those beyond have vectors of these, each moved a
// little in a direction of its own: a million would take an hour.
inline constexpr std::size_t kEncodedProblems = 100'000;
inline constexpr std::size_t kEncodedIdeas = kEncodedProblems / kProblemsPerIdea;

// A corpus log that never was: problems and published ideas of practices, in about 64 tokens each,
// and ideas that arrive later. Everything follows from the seed; a smaller log is the beginning of
// a larger one.
class GeneratedLog {
 public:
  // `model` must outlive it.
  GeneratedLog(const TextModel& model, std::uint64_t seed) : model_(model), seed_(seed) {}

  // Without vectors. Numbers count the documents of the log from 1.
  matching::v1::CorpusDocument Problem(std::size_t place) const;
  matching::v1::CorpusDocument Idea(std::size_t place) const;
  // An idea that arrives when the log ends below `number`.
  matching::v1::CorpusDocument Arrival(std::size_t place, std::int64_t number) const;

  // The vector of the document with this number, from one of a document of its kind and theme.
  matching::domain::Embedding Moved(const matching::domain::Embedding& vector,
                                    std::int64_t number) const;

 private:
  matching::v1::CorpusDocument Document(matching::v1::DocumentKind kind, const char* purpose,
                                        std::size_t place, std::size_t theme) const;

  const TextModel& model_;
  std::uint64_t seed_;
};

inline std::int64_t NumberOfProblem(std::size_t place) {
  return static_cast<std::int64_t>(place + place / kProblemsPerIdea + 1);
}
inline std::int64_t NumberOfIdea(std::size_t place) {
  return static_cast<std::int64_t>((place + 1) * (kProblemsPerIdea + 1));
}
// Documents of a log with so many problems.
inline std::size_t LengthOfLog(std::size_t problems) {
  return problems + problems / kProblemsPerIdea;
}

}  // namespace waggle::bench
