#include "services/matching/adapters/corpus_reader.h"

#include <algorithm>
#include <future>
#include <map>

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/conversion.h"

namespace waggle::matching {

Status CorpusReader::CatchUp() {
  const std::lock_guard reading(reading_mutex_);
  Result<Batch> batch = Fetch(position_);
  while (batch.ok() && !batch->position.empty()) {
    // A long log is fetched by a thread of its own while what has come is put into the index: the
    // one waits for the store, the other works. The thread ends before the call does.
    const auto policy = batch->is_full ? std::launch::async : std::launch::deferred;
    auto next = std::async(policy, [this, position = batch->position] { return Fetch(position); });
    WAGGLE_RETURN_IF_ERROR(Append(*batch));
    position_ = batch->position;
    batch = next.get();
  }
  return batch.status();
}

Result<CorpusReader::Batch> CorpusReader::Fetch(const std::string& position) const {
  constexpr std::size_t kMost = 500;
  Batch batch;
  WAGGLE_ASSIGN_OR_RETURN(const auto rows,
                          store_.List(std::string(kCorpusByNumber), position, kMost));
  if (rows.empty()) return batch;
  WAGGLE_ASSIGN_OR_RETURN(batch.documents, Load(rows));
  batch.position = rows.back().position;
  batch.is_full = rows.size() == kMost;
  return batch;
}

Status CorpusReader::Append(const Batch& batch) {
  std::vector<domain::AnalysedDocument> analysed;
  for (const v1::CorpusDocument& document : batch.documents) {
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
    const std::vector<eventing::IndexRow>& rows) const {
  std::map<std::string, std::string> number_of;
  for (const eventing::IndexRow& row : rows) number_of[row.id] = row.sort_key;
  std::vector<v1::CorpusDocument> documents;
  std::vector<std::string> put_aside;
  WAGGLE_ASSIGN_OR_RETURN(auto records, CorpusRecords(eventing::IdsOf(rows)));
  for (auto& [id, document] : records) {
    if (NumberKey(document.number()) == number_of[id]) {
      documents.push_back(std::move(document));
    } else {
      // Revised since the rows were read. The version that they name has been put aside, in a row
      // that lies behind the position already.
      put_aside.push_back(SupersededId(id, number_of[id]));
    }
  }
  WAGGLE_ASSIGN_OR_RETURN(auto superseded, CorpusRecords(put_aside));
  for (auto& [id, document] : superseded) documents.push_back(std::move(document));
  std::sort(documents.begin(), documents.end(),
            [](const auto& a, const auto& b) { return a.number() < b.number(); });
  return documents;
}

Result<std::vector<std::pair<std::string, v1::CorpusDocument>>> CorpusReader::CorpusRecords(
    const std::vector<std::string>& ids) const {
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
