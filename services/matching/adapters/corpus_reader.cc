#include "services/matching/adapters/corpus_reader.h"

#include <algorithm>
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
  WAGGLE_ASSIGN_OR_RETURN(auto documents, Load(rows));
  std::vector<domain::AnalysedDocument> analysed;
  for (const v1::CorpusDocument& document : documents) {
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

Result<std::vector<v1::CorpusDocument>> CorpusReader::Load(
    const std::vector<eventing::IndexRow>& rows) {
  std::map<std::string, std::string> number_of;
  for (const eventing::IndexRow& row : rows) number_of[row.id] = row.sort_key;
  std::vector<v1::CorpusDocument> documents;
  std::vector<std::string> put_aside;
  WAGGLE_ASSIGN_OR_RETURN(const auto records, CorpusRecords(eventing::IdsOf(rows)));
  for (const auto& [id, document] : records) {
    if (NumberKey(document.number()) == number_of[id]) {
      documents.push_back(document);
    } else {
      // Revised since the rows were read. The version that they name has been put aside, in a row
      // that lies behind the position already.
      put_aside.push_back(SupersededId(id, number_of[id]));
    }
  }
  WAGGLE_ASSIGN_OR_RETURN(const auto superseded, CorpusRecords(put_aside));
  for (const auto& [id, document] : superseded) documents.push_back(document);
  std::sort(documents.begin(), documents.end(),
            [](const auto& a, const auto& b) { return a.number() < b.number(); });
  return documents;
}

Result<std::vector<std::pair<std::string, v1::CorpusDocument>>> CorpusReader::CorpusRecords(
    const std::vector<std::string>& ids) {
  std::vector<std::pair<std::string, v1::CorpusDocument>> documents;
  WAGGLE_ASSIGN_OR_RETURN(const auto records, store_.GetMany(CorpusAggregate().kind(), ids));
  for (const eventing::StoredRecord& record : records) {
    WAGGLE_ASSIGN_OR_RETURN(v1::CorpusDocument document,
                            eventing::Aggregate<v1::CorpusEvent>::Parse(record));
    documents.emplace_back(record.id, std::move(document));
  }
  return documents;
}

}  // namespace waggle::matching
