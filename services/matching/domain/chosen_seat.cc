#include "services/matching/domain/chosen_seat.h"

namespace waggle::matching::domain {
namespace {

std::string Knowledge(const ChoiceReasons& reasons) {
  if (reasons.shared_terms.empty()) {
    return reasons.affinity > Score{0} ? "Knows about it in other words"
                                       : "Nobody free knows more about it";
  }
  std::string words;
  for (const std::string& term : reasons.shared_terms) {
    words += (words.empty() ? "" : ", ") + term;
  }
  return "Knows about " + words;
}

std::string Place(Proximity proximity) {
  switch (proximity) {
    case Proximity::kSamePcn:
      return "Innovation advocate of the idea's PCN";
    case Proximity::kSameSubIcbLocation:
      return "The nearest innovation advocate who is free, of the same sub-ICB location";
    case Proximity::kSameIcb:
    case Proximity::kElsewhere:
      break;
  }
  return "The nearest innovation advocate who is free, of the same ICB";
}

std::string Desk(int open_reviews) {
  if (open_reviews == 0) return "has no review open";
  return open_reviews == 1 ? "has one review open"
                           : "has " + std::to_string(open_reviews) + " reviews open";
}

}  // namespace

std::string ExplainChoice(ReviewerRole role, const ChoiceReasons& reasons) {
  const std::string why =
      role == ReviewerRole::kQiReviewer ? Knowledge(reasons) : Place(reasons.proximity);
  return why + "; " + Desk(reasons.open_reviews) + ".";
}

}  // namespace waggle::matching::domain
