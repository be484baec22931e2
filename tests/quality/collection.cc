#include "tests/quality/collection.h"

#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>

namespace waggle::quality {
namespace {

using matching::domain::Document;
using matching::domain::DocumentKind;
using matching::domain::OdsCode;
using matching::domain::OrganisationKind;

Status Unreadable(const std::filesystem::path& file, std::size_t line, const std::string& why) {
  return {Code::kInvalidArgument, "COLLECTION_UNREADABLE",
          file.string() + (line == 0 ? "" : ":" + std::to_string(line)) + ": " + why};
}

// Calls `take` with each line that is not empty; what it throws becomes an error with the line.
Status ForEachLine(const std::filesystem::path& file,
                   const std::function<void(const std::string&, std::size_t)>& take) {
  std::ifstream stream(file);
  if (!stream) return Unreadable(file, 0, "cannot be opened");
  std::size_t number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    if (line.empty()) continue;
    try {
      take(line, number);
    } catch (const std::exception& error) {
      return Unreadable(file, number, error.what());
    }
  }
  return OkStatus();
}

std::vector<std::string> Split(const std::string& line, char separator) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, separator);) cells.push_back(std::move(cell));
  return cells;
}

std::string Text(const nlohmann::json& json, const char* field) {
  return json.contains(field) ? json.at(field).get<std::string>() : std::string();
}

Status LoadDocuments(const std::filesystem::path& file, DocumentKind kind, std::int64_t number,
                     std::vector<Document>& documents) {
  return ForEachLine(file, [&](const std::string& line, std::size_t) {
    const auto json = nlohmann::json::parse(line);
    Document document;
    document.id = matching::domain::DocumentId(json.at("_id").get<std::string>());
    document.number = number + static_cast<std::int64_t>(documents.size()) + 1;
    document.kind = kind;
    const std::string practice = Text(json, "ods_code");
    document.ods_code =
        OdsCode(!practice.empty()             ? practice
                : kind == DocumentKind::kIdea ? "of-idea-" + document.id.value()
                                              : "of-problem-" + document.id.value());
    document.title = Text(json, "title");
    const bool has_parts = json.contains("problem_it_solves");
    document.problem = Text(json, has_parts ? "problem_it_solves" : "text");
    document.how_it_works = Text(json, "how_it_works");
    documents.push_back(std::move(document));
  });
}

Status LoadReviewers(const std::filesystem::path& file, Collection& collection) {
  return ForEachLine(file, [&](const std::string& line, std::size_t) {
    const auto json = nlohmann::json::parse(line);
    matching::domain::Reviewer& reviewer = collection.reviewers.emplace_back();
    reviewer.background.person_id = matching::domain::PersonId(json.at("_id").get<std::string>());
    reviewer.background.home = OdsCode(json.at("home_org").get<std::string>());
    reviewer.load.max_open_reviews = json.at("max_open_reviews").get<int>();
    collection.expertise.push_back(
        {reviewer.background.person_id, json.at("expertise").get<std::string>()});
  });
}

// The columns wanted here hold no quoted cells; the names that do stand between them have no comma.
Status LoadNetwork(const std::filesystem::path& file, Collection& collection) {
  return ForEachLine(file, [&](const std::string& line, std::size_t number) {
    if (number == 1) return;
    const std::vector<std::string> cells = Split(line, ',');
    const OdsCode pcn(cells.at(3));
    const OdsCode sub_icb(cells.at(5));
    const OdsCode icb(cells.at(6));
    collection.network.Place(OdsCode(cells.at(0)), OrganisationKind::kPractice, pcn);
    collection.network.Place(pcn, OrganisationKind::kPcn, sub_icb);
    collection.network.Place(sub_icb, OrganisationKind::kSubIcbLocation, icb);
    collection.network.Place(icb, OrganisationKind::kIcb, OdsCode());
  });
}

Status LoadGrades(const std::filesystem::path& file, Grades& grades) {
  return ForEachLine(file, [&](const std::string& line, std::size_t number) {
    if (number == 1) return;
    const std::vector<std::string> cells = Split(line, '\t');
    grades[{cells.at(0), cells.at(1)}] = std::stoi(cells.at(2));
  });
}

}  // namespace

Result<Collection> LoadCollection(const std::filesystem::path& directory) {
  Collection collection;
  collection.directory = directory;
  const bool routes = std::filesystem::exists(directory / "problems.jsonl");
  collection.purpose = routes ? Purpose::kRouting : Purpose::kRanking;
  WAGGLE_RETURN_IF_ERROR(LoadDocuments(directory / (routes ? "problems.jsonl" : "corpus.jsonl"),
                                       DocumentKind::kProblem, 0, collection.problems));
  WAGGLE_RETURN_IF_ERROR(
      LoadDocuments(directory / (routes ? "ideas.jsonl" : "queries.jsonl"), DocumentKind::kIdea,
                    static_cast<std::int64_t>(collection.problems.size()), collection.ideas));
  WAGGLE_RETURN_IF_ERROR(LoadGrades(directory / "qrels.tsv", collection.grades));
  if (std::filesystem::exists(directory / "reviewer_qrels.tsv")) {
    WAGGLE_RETURN_IF_ERROR(LoadReviewers(directory / "reviewers.jsonl", collection));
    WAGGLE_RETURN_IF_ERROR(
        LoadGrades(directory / "reviewer_qrels.tsv", collection.reviewer_grades));
    WAGGLE_RETURN_IF_ERROR(LoadNetwork(directory / "practices.csv", collection));
  }
  return collection;
}

}  // namespace waggle::quality
