#pragma once

#include <map>

#include "libs/base/clock.h"
#include "services/matching/domain/civil_time.h"
#include "services/matching/domain/document.h"
#include "services/matching/domain/ods_code.h"

namespace waggle::matching::domain {

// A week is the ISO 8601 week, Monday to Sunday, of the date in London. It is named by its Monday.
CivilDate WeekOf(Time time);

// The midnight in London with which the next week begins.
Time StartOfNextWeek(Time now);

// How many proposals a week, and to whom first.
struct BudgetSettings {
  // N: a practice hears of at most so many ideas a week. Practices are bogged down in daily work,
  // and too much mail is what users of such systems complain of most.
  int per_practice = 3;
  // M: an idea is one of the first until it has reached so many practices, its best by rank.
  // Without a few answers nobody learns whether it works elsewhere.
  int first_practices = 5;
  // Of a practice's places, so many are kept for first ones. What makes M come true within N: an
  // idea that many have seen can fill a practice's week up to this, and a new one still gets in.
  // The practice's own limit is not broken for M; a practice that is flooded stops reading
  // altogether, and then no idea reaches it. One place is left to all ideas in any case: a practice
  // that wants to hear of one a week hears of the best.
  int kept_for_first = 1;
  // Answers to a problem that the practice has just reported come at once, over N: it asked. Up to
  // so many a week, the best five for each of three problems; a practice that brings in its whole
  // list of problems gets the others in the weeks that follow.
  int asked_per_practice = 15;
  // K: an idea reaches at most so many practices a week: about three times as many as the most
  // useful idea of the development set helps (7), and its first adopters come before the crowd.
  int per_idea = 20;
};

// Proposals made to a practice in the current week.
struct PracticeWeek {
  int proposed = 0;
  // Of these, how many were first ones when they were made.
  int proposed_first = 0;
  // Of these, how many it had asked for. They fill the week too: who has heard of five ideas on
  // asking is not written to about others.
  int asked = 0;

  friend bool operator==(const PracticeWeek&, const PracticeWeek&) = default;
};

// Proposals made of an idea.
struct IdeaReach {
  int this_week = 0;
  // Practices reached since the idea exists.
  int ever = 0;

  friend bool operator==(const IdeaReach&, const IdeaReach&) = default;
};

// Whether there is a place for one more proposal of an idea to a practice.
enum class Place {
  // There is, and the idea has reached fewer than M practices.
  kFirst,
  kFree,
  kPracticeWeekFull,
  // What is left of the practice's week is kept for ideas that have reached fewer than M.
  kKeptForFirst,
  kIdeaWeekFull,
};

// The places of one week as a decision fills them. What is not named has not been used.
class WeeklyBudget {
 public:
  WeeklyBudget(const BudgetSettings& settings, std::map<OdsCode, PracticeWeek> practices,
               std::map<DocumentId, IdeaReach> ideas);

  Place PlaceFor(const DocumentId& idea, const OdsCode& practice) const;
  // The same as if the idea's week had room.
  Place PlaceAt(const DocumentId& idea, const OdsCode& practice) const;
  // Whether the practice may have one more answer to what it reported.
  bool HasPlaceForAsked(const OdsCode& practice) const;

  // Fills a place; PlaceFor must be kFirst or kFree.
  void Take(const DocumentId& idea, const OdsCode& practice);
  // The same for an answer; HasPlaceForAsked must be true.
  void TakeAsked(const DocumentId& idea, const OdsCode& practice);
  // The idea's place goes from one practice to another: `from` holds one that was taken as kFree,
  // and `to` has one by PlaceAt.
  void Move(const DocumentId& idea, const OdsCode& from, const OdsCode& to);

 private:
  PracticeWeek WeekAt(const OdsCode& practice) const;
  IdeaReach ReachOf(const DocumentId& idea) const;

  BudgetSettings settings_;
  std::map<OdsCode, PracticeWeek> practices_;
  std::map<DocumentId, IdeaReach> ideas_;
};

}  // namespace waggle::matching::domain
