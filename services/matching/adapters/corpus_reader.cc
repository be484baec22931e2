#include "services/matching/adapters/corpus_reader.h"

#include <map>

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/conversion.h"

namespace waggle::matching {

Status CorpusReader::CatchUp() {
  constexpr std::size_t kBatch = 500;
  const std::lock_guard reading(reading_mutex_);
  while (true) {
    WAGGLE_ASSIGN_OR_RETURN(const auto rows,
                            store_.List(std::string(kCorpusByNumber), position_, kBatch));
    if (rows.empty()) return OkStatus();
    WAGGLE_RETURN_IF_ERROR(Append(rows));
    position_ = rows.back().position;
  }
}

Status CorpusReader::Append(const std::vector<eventing::IndexRow>& rows) {
  const std::vector<std::string> ids = eventing::IdsOf(rows);
  WAGGLE_ASSIGN_OR_RETURN(const auto records, store_.GetMany(CorpusAggregate().kind(), ids));
  std::map<std::string, std::string> number_of;
  for (const eventing::IndexRow& row : rows) number_of[row.id] = row.sort_key;
  std::vector<domain::AnalysedDocument> analysed;
  for (const eventing::StoredRecord& record : records) {
    WAGGLE_ASSIGN_OR_RETURN(const v1::CorpusDocument document,
                            eventing::Aggregate<v1::CorpusEvent>::Parse(record));
    // Otherwise it has been edited since the rows were read: it comes with its new number.
    if (NumberKey(document.number()) != number_of[record.id]) continue;
    // The last one read, put aside since then as superseded.
    if (document.number() == index_.last_number()) continue;
    analysed.push_back(domain::AnalyseDocument(analyser_, FromProto(document)));
  }
  // Only now: comparisons wait no longer than an append takes.
  const std::unique_lock lock(index_mutex_);
  for (const domain::AnalysedDocument& document : analysed) {
    WAGGLE_RETURN_IF_ERROR(index_.Append(document));
  }
  return OkStatus();
}

}  // namespace waggle::matching
