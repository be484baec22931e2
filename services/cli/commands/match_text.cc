#include "services/cli/commands/match_text.h"

#include <algorithm>
#include <string>

#include "services/cli/output/labels.h"
#include "services/cli/text/columns.h"
#include "services/cli/text/joined.h"

namespace waggle::cli {
namespace {

using matching::v1::Match;

std::string BarriersText(const google::protobuf::RepeatedField<int>& barriers) {
  return Joined(barriers, ", ",
                [](int barrier) { return LabelOf(*matching::v1::Barrier_descriptor(), barrier); });
}

std::string ProblemText(const matching::v1::MatchedProblem& problem, Names& names) {
  const std::string words = Joined(problem.matched_terms(), ", ");
  return ScoreText(problem.score()) + "  " + names.Problem(problem.problem_id()) +
         (words.empty() ? "" : " (both say: " + words + ")");
}

std::string StatusText(const Match& match) {
  std::string text = LabelOf(match.status());
  if (match.close_reason() != matching::v1::MATCH_CLOSE_REASON_UNSPECIFIED) {
    text += ", " + LabelOf(match.close_reason());
  }
  if (match.has_status_time()) text += " since " + TimeText(match.status_time());
  if (match.has_deferred_until()) text += ", until " + TimeText(match.deferred_until());
  return text;
}

std::string AnswerText(const matching::v1::MatchAnswer& answer) {
  std::string text = LabelOf(answer.kind());
  if (!answer.barriers().empty()) text += ", because: " + BarriersText(answer.barriers());
  if (!answer.text().empty()) text += ". “" + answer.text() + "”";
  return text;
}

std::string FollowUpText(const matching::v1::Decline& decline) {
  std::string text = LabelOf(decline.follow_up());
  if (!decline.follow_up_text().empty()) text += ". “" + decline.follow_up_text() + "”";
  return text;
}

void AddClock(const Match& match, Card& card) {
  const matching::v1::ResponseClock& clock = match.response_clock();
  if (match.has_propose_time()) card.Add("proposed", TimeText(match.propose_time()));
  if (clock.has_remind_time()) card.Add("reminded", TimeText(clock.remind_time()));
  if (clock.has_escalate_time()) card.Add("escalated", TimeText(clock.escalate_time()));
  if (clock.exemption() != matching::v1::CLOCK_EXEMPTION_UNSPECIFIED) {
    card.Add("not reminded", LabelOf(clock.exemption()));
  }
  if (match.has_next_step_time()) card.Add("next step", TimeText(match.next_step_time()));
}

// As wide as it takes off a screen; there it is cut, so that the lines stay lines.
std::string Column(const std::string& text, int columns, const Terminal& terminal) {
  const std::string line = PrintableLine(text);
  return PadTo(terminal.columns > 0 ? ClipTo(line, columns) : line, columns) + "  ";
}

std::string RelatedText(const matching::v1::ProblemExplanation& problem) {
  return Joined(problem.related_terms(), ", ", [](const matching::v1::RelatedTerms& terms) {
    return terms.of_idea() + " ~ " + terms.of_problem();
  });
}

std::string ExperienceText(const matching::v1::IdeaExperience& experience) {
  std::string text = "told " + std::to_string(experience.proposed()) + ", interested " +
                     std::to_string(experience.interested()) + ", trying " +
                     std::to_string(experience.trying()) + ", in use " +
                     std::to_string(experience.adopted()) + ", given up " +
                     std::to_string(experience.abandoned()) + ", doing it already " +
                     std::to_string(experience.already_doing()) + ", declined " +
                     std::to_string(experience.declined());
  const std::string barriers =
      Joined(experience.barriers(), ", ", [](const matching::v1::BarrierCount& count) {
        return LabelOf(count.barrier()) + " " + std::to_string(count.count());
      });
  return barriers.empty() ? text : text + " (" + barriers + ")";
}

}  // namespace

Card MatchCard(const Match& match, Names& names) {
  Card card(names.Idea(match.idea_id()));
  card.Add("match", match.match_id());
  card.Add("for", names.Organisation(match.ods_code()));
  for (const auto& problem : match.problems()) card.Add("helps", ProblemText(problem, names));
  for (const auto& point : match.agreements()) card.Add("for it", point.sentence());
  for (const auto& point : match.cautions()) card.Add("know first", point.sentence());
  card.Add("status", StatusText(match));
  card.Add("decision", match.decision_reason());
  AddClock(match, card);
  if (match.has_answer()) card.Add("answer", AnswerText(match.answer()));
  if (match.has_decline()) card.Add("follow-up", FollowUpText(match.decline()));
  return card;
}

Card ExplanationCard(const matching::v1::ExplainMatchResponse& explanation, Names& names) {
  Card card = MatchCard(explanation.match(), names);
  for (const auto& problem : explanation.problems()) {
    card.Add("nearest, idea", problem.idea_passage());
    card.Add("nearest, problem", problem.problem_passage());
    card.Add("related words", RelatedText(problem));
  }
  card.Add("so far", ExperienceText(explanation.experience()));
  return card;
}

std::string ChangeLine(const matching::v1::WatchMatchesResponse& change, Names& names,
                       const Terminal& terminal) {
  constexpr int kChange = 15;
  constexpr int kStatus = 13;
  // The time, what has a width of its own, and the gaps.
  constexpr int kWithoutNames = 62;
  const int name = std::clamp((terminal.columns - kWithoutNames) / 2, 20, 40);
  const Match& match = change.match();
  std::string what = change.change();
  std::replace(what.begin(), what.end(), '_', ' ');
  return TimeText(change.change_time()) + "  " +
         Column(names.Organisation(match.ods_code()), name, terminal) +
         Column(names.Idea(match.idea_id()), name, terminal) + Column(what, kChange, terminal) +
         Column(LabelOf(match.status()), kStatus, terminal) +
         (match.problems().empty() ? "" : ScoreText(match.problems(0).score())) + "\n";
}

}  // namespace waggle::cli
