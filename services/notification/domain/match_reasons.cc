#include "services/notification/domain/match_reasons.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "services/notification/domain/clean_text.h"
#include "services/notification/domain/mail_frame.h"
#include "services/notification/domain/utf8.h"

namespace waggle::notification::domain {
namespace {

constexpr std::size_t kWordsShown = 3;
// A title of this length goes before a second and a third word.
constexpr std::size_t kTitleBeforeWords = 50;

// What the label, its colon and a blank leave of a line.
std::size_t RoomAfter(std::string_view label) {
  return kReasonCharacters - CountCodePoints(label) - 2;
}

std::string InCommon(const MatchedProblem& problem, std::size_t most_words) {
  const std::string words = SharedWords(problem.shared_words, most_words);
  if (!words.empty()) return " (both mention " + words + ")";
  return problem.has_meaning ? " (close in meaning)" : "";
}

std::string AndMore(std::span<const MatchedProblem> problems) {
  if (problems.size() < 2) return "";
  const bool no_want = std::all_of(problems.begin(), problems.end(), [](const auto& problem) {
    return problem.kind == ProblemKind::kProblem;
  });
  return ", and " + std::to_string(problems.size() - 1) +
         (no_want ? " more of your problems" : " more");
}

// “Title” (both mention this and that), and 2 more of your problems.
std::string BestProblem(std::span<const MatchedProblem> problems, std::string_view title,
                        std::size_t room) {
  const std::size_t wanted = std::min(CountCodePoints(title), kTitleBeforeWords);
  for (std::size_t words = kWordsShown;; --words) {
    const std::string rest = "”" + InCommon(problems.front(), words) + AndMore(problems) + ".";
    const std::size_t taken = 1 + CountCodePoints(rest);
    const std::size_t left = room > taken ? room - taken : 0;
    if (left >= wanted || words == 1) return "“" + Shorten(title, left) + rest;
  }
}

std::optional<Fact> WhyYou(std::span<const MatchedProblem> problems) {
  if (problems.empty()) return std::nullopt;
  const std::string title = Quotable(problems.front().title, kTitleCharacters);
  if (title.empty()) return std::nullopt;
  const std::string label =
      problems.front().kind == ProblemKind::kWant ? "What you asked to hear of" : "Your problem";
  return Fact{label, BestProblem(problems, title, RoomAfter(label))};
}

// The sentence, or as many of its clauses as there is room for.
std::string InRoom(const std::string& sentence, std::size_t room) {
  if (CountCodePoints(sentence) <= room) return sentence;
  constexpr std::string_view kEllipsis = "…";
  const std::string cut = Shorten(sentence, room);
  std::size_t end = 0;
  for (const std::string_view boundary : {"; ", ": ", ", ", " and "}) {
    const std::size_t found = sentence.rfind(boundary, cut.size() - kEllipsis.size());
    if (found != std::string::npos) end = std::max(end, found);
  }
  return end * 2 < cut.size() ? cut : cut.substr(0, end) + std::string(kEllipsis);
}

// As mail may quote them, without those that say nothing.
std::vector<FitPoint> Quoted(std::span<const FitPoint> points) {
  std::vector<FitPoint> quoted;
  for (const FitPoint& point : points) {
    std::string sentence = Quotable(point.sentence, kTitleCharacters);
    if (!sentence.empty()) quoted.push_back({std::move(sentence), point.subject});
  }
  return quoted;
}

// What is said of other practices, as far as there is room.
class ElsewhereLine {
 public:
  // The points that are not told there, in their order.
  std::vector<FitPoint> Tell(const std::vector<FitPoint>& points) {
    std::vector<FitPoint> untold;
    for (const FitPoint& point : points) {
      if (point.subject != FitSubject::kElsewhere || !HasRoomFor(point.sentence)) {
        untold.push_back(point);
      } else if (text_.empty()) {
        text_ = InRoom(point.sentence, RoomAfter(kLabel));
      } else {
        text_ += " " + point.sentence;
      }
    }
    return untold;
  }

  bool empty() const { return text_.empty(); }
  Fact ToFact() const { return {std::string(kLabel), text_}; }

 private:
  static constexpr std::string_view kLabel = "Elsewhere";

  // The first is made to fit, the others come whole or not at all.
  bool HasRoomFor(std::string_view sentence) const {
    return text_.empty() ||
           CountCodePoints(text_) + 1 + CountCodePoints(sentence) <= RoomAfter(kLabel);
  }

  std::string text_;
};

Fact KnowFirst(const std::vector<FitPoint>& cautions) {
  constexpr std::string_view kLabel = "Know first";
  const std::size_t others = cautions.size() - 1;
  const std::string more = others == 0 ? ""
                                       : " And " + std::to_string(others) +
                                             (others == 1 ? " more caution." : " more cautions.");
  const std::size_t room = RoomAfter(kLabel) - CountCodePoints(more);
  return {std::string(kLabel), InRoom(cautions.front().sentence, room) + more};
}

Fact InItsFavour(const FitPoint& agreement) {
  constexpr std::string_view kLabel = "In its favour";
  return {std::string(kLabel), InRoom(agreement.sentence, RoomAfter(kLabel))};
}

}  // namespace

MatchReasons ReasonsOf(std::span<const MatchedProblem> problems,
                       std::span<const FitPoint> agreements, std::span<const FitPoint> cautions) {
  ElsewhereLine elsewhere;
  const std::vector<FitPoint> favours = elsewhere.Tell(Quoted(agreements));
  const std::vector<FitPoint> warnings = elsewhere.Tell(Quoted(cautions));
  MatchReasons reasons;
  std::vector<Fact>& facts = reasons.lines.facts;
  const auto note_system = [&](const FitPoint& shown) {
    if (shown.subject == FitSubject::kClinicalSystem)
      reasons.clinical_system = ClinicalSystemFit::kSaid;
  };
  if (const auto why = WhyYou(problems)) facts.push_back(*why);
  if (!warnings.empty()) {
    facts.push_back(KnowFirst(warnings));
    note_system(warnings.front());
  }
  if (!elsewhere.empty()) {
    facts.push_back(elsewhere.ToFact());
  } else if (!favours.empty()) {
    facts.push_back(InItsFavour(favours.front()));
    note_system(favours.front());
  }
  return reasons;
}

}  // namespace waggle::notification::domain
