#include "services/matching/adapters/corpus_reader.h"

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/conversion.h"

namespace waggle::matching {

Status CorpusReader::CatchUp() {
  constexpr std::size_t kBatch = 500;
  while (true) {
    WAGGLE_ASSIGN_OR_RETURN(const auto rows,
                            store_.List(std::string(kCorpusByNumber), position_, kBatch));
    if (rows.empty()) return OkStatus();
    std::vector<std::string> ids;
    for (const eventing::IndexRow& row : rows) ids.push_back(row.id);
    WAGGLE_ASSIGN_OR_RETURN(const auto records, store_.GetMany(CorpusAggregate().kind(), ids));
    for (const eventing::StoredRecord& record : records) {
      WAGGLE_ASSIGN_OR_RETURN(const v1::CorpusDocument document,
                              eventing::Aggregate<v1::CorpusEvent>::Parse(record));
      WAGGLE_RETURN_IF_ERROR(
          index_.Append(domain::AnalyseDocument(analyser_, FromProto(document))));
    }
    position_ = rows.back().position;
  }
}

}  // namespace waggle::matching
