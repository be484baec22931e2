#include "tests/bench/matching/log_with_vectors.h"

#include <algorithm>

#include "services/matching/adapters/conversion.h"
#include "services/matching/domain/passages.h"

namespace waggle::bench {
namespace {

using matching::domain::Embedding;
using matching::domain::EncoderModel;
using matching::v1::CorpusDocument;

// Documents whose vectors are in one file: an interrupted first run has lost little.
constexpr std::size_t kAtOnce = 5'000;

void Attach(const Embedding& vector, const EncoderModel& model, CorpusDocument& document) {
  document.add_embeddings(matching::domain::Encode(vector));
  document.set_encoder_model(model.value());
}

// A document's place is its number among those of its kind.
class LogMaker {
 public:
  LogMaker(const GeneratedLog& log, KeptVectors& vectors, std::size_t problems,
           void (*progress)(std::size_t, std::size_t))
      : log_(log), vectors_(vectors), problems_(problems), progress_(progress) {
    serialized_.resize(LengthOfLog(problems));
  }

  Result<std::vector<std::string>> Make() && {
    const Kind ideas{&GeneratedLog::Idea, NumberOfIdea, kEncodedIdeas};
    const Kind problems{&GeneratedLog::Problem, NumberOfProblem, kEncodedProblems};
    WAGGLE_RETURN_IF_ERROR(MakeAll(ideas, problems_ / kProblemsPerIdea));
    WAGGLE_RETURN_IF_ERROR(MakeAll(problems, problems_));
    return std::move(serialized_);
  }

 private:
  struct Kind {
    CorpusDocument (GeneratedLog::*make)(std::size_t place) const;
    std::int64_t (*number_of)(std::size_t place);
    std::size_t encoded;
  };

  Status MakeAll(const Kind& kind, std::size_t count) {
    const std::size_t encoded = std::min(count, kind.encoded);
    for (std::size_t begin = 0; begin < encoded; begin += kAtOnce) {
      std::vector<CorpusDocument> some;
      for (std::size_t place = begin; place < std::min(encoded, begin + kAtOnce); ++place) {
        some.push_back((log_.*kind.make)(place));
      }
      WAGGLE_RETURN_IF_ERROR(Encode(vectors_, some));
      for (const CorpusDocument& document : some) Keep(document);
    }
    for (std::size_t place = encoded; place < count; ++place) {
      CorpusDocument document = (log_.*kind.make)(place);
      const Embedding from = VectorOf(kind.number_of(place % encoded));
      Attach(log_.Moved(from, document.number()), model_, document);
      Keep(document);
    }
    return OkStatus();
  }

  void Keep(const CorpusDocument& document) {
    serialized_[static_cast<std::size_t>(document.number() - 1)] = document.SerializeAsString();
    model_ = EncoderModel(document.encoder_model());
    if (++done_ % kAtOnce == 0 || done_ == serialized_.size()) {
      progress_(done_, serialized_.size());
    }
  }

  // Of a document that is in the log already.
  Embedding VectorOf(std::int64_t number) const {
    CorpusDocument document;
    document.ParseFromString(serialized_[static_cast<std::size_t>(number - 1)]);
    return *matching::domain::DecodeEmbedding(document.embeddings(0));
  }

  const GeneratedLog& log_;
  KeptVectors& vectors_;
  std::size_t problems_;
  void (*progress_)(std::size_t, std::size_t);
  std::vector<std::string> serialized_;
  EncoderModel model_;
  std::size_t done_ = 0;
};

}  // namespace

Status Encode(KeptVectors& vectors, std::span<CorpusDocument> documents) {
  std::vector<std::string> texts;
  for (const CorpusDocument& document : documents) {
    auto passages = matching::domain::SplitIntoPassages(matching::FromProto(document));
    if (passages.size() != 1) {
      return {Code::kInternal, "TEXT_TOO_LONG",
              "a generated text has " + std::to_string(passages.size()) + " passages, not one"};
    }
    texts.push_back(std::move(passages.front()));
  }
  WAGGLE_ASSIGN_OR_RETURN(const auto embeddings, vectors.Of(texts));
  for (std::size_t i = 0; i < embeddings.size(); ++i) {
    Attach(embeddings[i], vectors.model(), documents[i]);
  }
  return OkStatus();
}

Result<std::vector<std::string>> MakeLog(const GeneratedLog& log, KeptVectors& vectors,
                                         std::size_t problems,
                                         void (*progress)(std::size_t done, std::size_t all)) {
  return LogMaker(log, vectors, problems, progress).Make();
}

Result<std::vector<CorpusDocument>> MakeArrivals(const GeneratedLog& log, KeptVectors& vectors,
                                                 std::size_t problems, std::size_t count) {
  std::vector<CorpusDocument> arrivals;
  const auto next = static_cast<std::int64_t>(LengthOfLog(problems) + 1);
  for (std::size_t place = 0; place < count; ++place) {
    arrivals.push_back(log.Arrival(place, next));
  }
  WAGGLE_RETURN_IF_ERROR(Encode(vectors, arrivals));
  return arrivals;
}

}  // namespace waggle::bench
