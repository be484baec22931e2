#pragma once

#include <map>
#include <set>
#include <vector>

#include "libs/base/clock.h"
#include "libs/eventing/record_store.h"
#include "services/matching/domain/fit.h"
#include "services/matching/domain/proposal.h"
#include "waggle/matching/v1/corpus.pb.h"

namespace waggle::matching {

// What is known at `now` of how ideas would fit practices, from the copies of organisations and the
// corpus. Practices and ideas that are not known fit without a word.
class FitContext {
 public:
  FitContext(eventing::RecordStore& store, Time now) : store_(store), now_(now) {}

  // An idea with the practices that it may go to, or a problem's practice with the ideas.
  void AddIdea(const v1::CorpusDocument& idea);
  // What is known of the ideas added so far and of these practices: one question each for all of
  // them, and further ones only about those with which something has happened.
  Status Load(const std::vector<domain::OdsCode>& practices);

  // Valid as long as this is.
  domain::FitOf AsFunction() const;

 private:
  Status LoadContexts(const std::set<domain::OdsCode>& practices);
  Status LoadExperiences();
  Status LoadEarlierDeclines(const std::vector<domain::OdsCode>& practices);

  eventing::RecordStore& store_;
  const Time now_;
  std::map<domain::DocumentId, domain::IdeaBackground> ideas_;
  std::map<domain::OdsCode, domain::PracticeBackground> practices_;
};

}  // namespace waggle::matching
