#include "services/matching/tests/development_set.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

namespace waggle::matching {
namespace {

using domain::DocumentKind;
using domain::OdsCode;
using domain::OrganisationKind;

std::vector<std::string> Lines(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> Split(const std::string& line, char separator) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, separator);) cells.push_back(std::move(cell));
  return cells;
}

std::vector<domain::Document> LoadDocuments(const std::filesystem::path& file, DocumentKind kind,
                                            std::int64_t number) {
  const bool is_idea = kind == DocumentKind::kIdea;
  std::vector<domain::Document> documents;
  for (const std::string& line : Lines(file)) {
    const auto json = nlohmann::json::parse(line);
    domain::Document document;
    document.id = domain::DocumentId(json.at("_id").get<std::string>());
    document.number = ++number;
    document.kind = kind;
    document.ods_code = OdsCode(json.at("ods_code").get<std::string>());
    document.title = json.at("title").get<std::string>();
    document.problem = json.at(is_idea ? "problem_it_solves" : "text").get<std::string>();
    if (is_idea) document.how_it_works = json.at("how_it_works").get<std::string>();
    documents.push_back(std::move(document));
  }
  return documents;
}

std::vector<domain::ReviewerCandidate> LoadReviewers(const std::filesystem::path& file) {
  std::vector<domain::ReviewerCandidate> reviewers;
  for (const std::string& line : Lines(file)) {
    const auto json = nlohmann::json::parse(line);
    domain::ReviewerCandidate reviewer;
    reviewer.person_id = domain::PersonId(json.at("_id").get<std::string>());
    reviewer.home = OdsCode(json.at("home_org").get<std::string>());
    reviewer.expertise = json.at("expertise").get<std::string>();
    reviewer.max_open_reviews = json.at("max_open_reviews").get<int>();
    reviewers.push_back(std::move(reviewer));
  }
  return reviewers;
}

// The columns wanted here hold no quoted cells; the names that do stand between them have no comma.
domain::OrganisationNetwork LoadNetwork(const std::filesystem::path& file) {
  domain::OrganisationNetwork network;
  const std::vector<std::string> lines = Lines(file);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string> cells = Split(lines[i], ',');
    const OdsCode practice(cells.at(0));
    const OdsCode pcn(cells.at(3));
    const OdsCode sub_icb(cells.at(5));
    const OdsCode icb(cells.at(6));
    network.Place(practice, OrganisationKind::kPractice, pcn);
    network.Place(pcn, OrganisationKind::kPcn, sub_icb);
    network.Place(sub_icb, OrganisationKind::kSubIcbLocation, icb);
    network.Place(icb, OrganisationKind::kIcb, OdsCode());
  }
  return network;
}

Grades LoadGrades(const std::filesystem::path& file) {
  Grades grades;
  const std::vector<std::string> lines = Lines(file);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string> cells = Split(lines[i], '\t');
    grades[{cells.at(0), cells.at(1)}] = std::stoi(cells.at(2));
  }
  return grades;
}

}  // namespace

std::string DevelopmentSetDirectory() {
  const char* directory = std::getenv("WAGGLE_TEST_MATCHING_DEV");
  return directory != nullptr ? directory : WAGGLE_MATCHING_DEV_DIRECTORY;
}

std::optional<DevelopmentSet> LoadDevelopmentSet(const std::string& directory) {
  const std::filesystem::path path(directory);
  if (!std::filesystem::exists(path / "qrels.tsv")) return std::nullopt;
  DevelopmentSet set;
  set.problems = LoadDocuments(path / "problems.jsonl", DocumentKind::kProblem, 0);
  set.ideas = LoadDocuments(path / "ideas.jsonl", DocumentKind::kIdea,
                            static_cast<std::int64_t>(set.problems.size()));
  set.reviewers = LoadReviewers(path / "reviewers.jsonl");
  set.network = LoadNetwork(path / "practices.csv");
  set.problem_grades = LoadGrades(path / "qrels.tsv");
  set.reviewer_grades = LoadGrades(path / "reviewer_qrels.tsv");
  return set;
}

}  // namespace waggle::matching
