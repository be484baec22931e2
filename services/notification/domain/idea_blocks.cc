#include "services/notification/domain/idea_blocks.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "services/notification/domain/clean_text.h"
#include "services/notification/domain/mail_frame.h"

namespace waggle::notification::domain {
namespace {

constexpr std::size_t kBriefCharacters = 200;
constexpr std::size_t kGlanceCharacters = 360;
constexpr std::size_t kWholeCharacters = 2000;
constexpr std::size_t kItems = 20;
constexpr std::size_t kItemCharacters = 300;

void AddFact(std::string_view label, std::string_view text, std::size_t max_characters,
             std::vector<Block>& blocks) {
  std::string quote = Quotable(text, max_characters);
  if (!quote.empty()) blocks.push_back(Fact{std::string(label), std::move(quote)});
}

void AddList(std::string_view label, const std::vector<std::string>& items,
             std::vector<Block>& blocks) {
  Bullets bullets{std::string(label), {}};
  for (const std::string& item : items) {
    std::string quote = Quotable(item, kItemCharacters);
    if (!quote.empty() && bullets.items.size() < kItems) bullets.items.push_back(std::move(quote));
  }
  if (!bullets.items.empty()) blocks.push_back(std::move(bullets));
}

std::string_view SystemName(ClinicalSystem system) {
  switch (system) {
    case ClinicalSystem::kAny:
      return "";
    case ClinicalSystem::kEmis:
      return "EMIS";
    case ClinicalSystem::kSystmOne:
      return "SystmOne";
  }
  return "";
}

void AddCautions(const Idea& idea, std::vector<Block>& blocks) {
  if (const std::string_view system = SystemName(idea.clinical_system); !system.empty()) {
    blocks.push_back(
        Fact{"Good to know", "It rests on searches or reports in " + std::string(system) +
                                 ". On another system you would have to build your own."});
  }
}

}  // namespace

std::vector<Block> IdeaTitle(const Idea& idea) {
  return {Heading{Quotable(idea.title, kTitleCharacters)},
          Notice{"Not yet reviewed:",
                 "no quality improvement reviewer has given a view on this idea."}};
}

std::vector<Block> IdeaInBrief(const Idea& idea) {
  std::vector<Block> blocks = IdeaTitle(idea);
  AddFact("How it works", idea.how_it_works, kBriefCharacters, blocks);
  return blocks;
}

std::vector<Block> IdeaAtAGlance(const Idea& idea, ClinicalSystemFit fit) {
  std::vector<Block> blocks = IdeaTitle(idea);
  AddFact("How it works", idea.how_it_works, kGlanceCharacters, blocks);
  AddFact("What they have seen so far", idea.results_so_far, kGlanceCharacters, blocks);
  AddFact("What it takes", idea.resources, kGlanceCharacters, blocks);
  if (fit == ClinicalSystemFit::kNotSaid) AddCautions(idea, blocks);
  return blocks;
}

std::vector<Block> WholeIdea(const Idea& idea) {
  std::vector<Block> blocks = IdeaTitle(idea);
  AddFact("The problem it solves", idea.problem_it_solves, kWholeCharacters, blocks);
  AddFact("How it works", idea.how_it_works, kWholeCharacters, blocks);
  AddFact("What they have seen so far", idea.results_so_far, kWholeCharacters, blocks);
  AddFact("What it takes", idea.resources, kWholeCharacters, blocks);
  AddList("Must stay for it to work", idea.core_elements, blocks);
  AddList("Can be changed", idea.adaptable_elements, blocks);
  AddCautions(idea, blocks);
  return blocks;
}

}  // namespace waggle::notification::domain
