#include "tests/bench/matching/peer_files.h"

#include <fstream>

#include "libs/base/sha256.h"
#include "tests/bench/matching/restart.h"

namespace waggle::bench {
namespace {

using matching::domain::AnalysedDocument;
using matching::domain::DocumentKind;
using matching::domain::Embedding;
using matching::domain::kEmbeddingWidth;

// The two files of one name, in memory.
struct Files {
  std::string lines;
  std::string vectors;
};

void Add(const AnalysedDocument& document, const Embedding& centre, Files& files) {
  files.lines += document.kind == DocumentKind::kProblem ? "P\t" : "I\t";
  files.lines += document.ods_code.value() + '\t';
  for (const auto& term : document.terms) {
    files.lines += term.stem + ':' + std::to_string(term.weight) + ' ';
  }
  files.lines += '\n';
  std::array<float, kEmbeddingWidth> vector;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    const int part = document.embeddings.front().components[i] - centre.components[i];
    vector[i] = static_cast<float>(part) / matching::domain::kEmbeddingUnit;
  }
  files.vectors.append(reinterpret_cast<const char*>(vector.data()), sizeof vector);
}

bool WriteFile(const std::filesystem::path& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary);
  file << content;
  file.close();
  return file.good();
}

Status Unreadable(const std::filesystem::path& path) {
  return {Code::kFailedPrecondition, "PEER_FILES_UNREADABLE", path.string() + " cannot be read"};
}

AnalysedDocument ParseLine(const std::string& line, std::size_t place) {
  AnalysedDocument document;
  document.id = matching::domain::DocumentId(std::to_string(place));
  document.number = static_cast<std::int64_t>(place + 1);
  document.kind = line.front() == 'P' ? DocumentKind::kProblem : DocumentKind::kIdea;
  const std::size_t words = line.find('\t', 2) + 1;
  document.ods_code = matching::domain::OdsCode(line.substr(2, words - 3));
  for (std::size_t begin = words; begin < line.size();) {
    const std::size_t end = line.find(' ', begin);
    const std::size_t colon = line.rfind(':', end);
    const std::string stem = line.substr(begin, colon - begin);
    const int weight = std::stoi(line.substr(colon + 1, end - colon - 1));
    document.terms.push_back({stem, stem, static_cast<std::uint16_t>(weight)});
    begin = end + 1;
  }
  return document;
}

}  // namespace

Result<std::filesystem::path> WritePeerFiles(const std::filesystem::path& parent,
                                             std::span<const std::string> log,
                                             std::span<const AnalysedDocument> queries,
                                             const Definition& definition) {
  Files documents;
  WAGGLE_RETURN_IF_ERROR(ReadLog(log, [&](const AnalysedDocument& document) {
    Add(document, {}, documents);
    return OkStatus();
  }));
  Files asked;
  const Embedding centre = definition.CentreOf(DocumentKind::kIdea, queries.front().encoder_model);
  for (const AnalysedDocument& query : queries) Add(query, centre, asked);

  const std::string key = Sha256(documents.lines) + Sha256(documents.vectors) +
                          Sha256(asked.lines) + Sha256(asked.vectors);
  const std::filesystem::path directory = parent / ToHex(Sha256(key)).substr(0, 16);
  const std::filesystem::path complete = directory / "complete";
  if (std::filesystem::exists(complete)) return directory;
  std::error_code failed;
  std::filesystem::create_directories(directory, failed);
  const bool written = WriteFile(directory / "documents.txt", documents.lines) &&
                       WriteFile(directory / "documents.vectors", documents.vectors) &&
                       WriteFile(directory / "queries.txt", asked.lines) &&
                       WriteFile(directory / "queries.vectors", asked.vectors) &&
                       WriteFile(complete, "");
  if (written) return directory;
  return Status(Code::kInternal, "PEER_FILES_UNWRITABLE",
                directory.string() + " cannot be written");
}

Result<std::vector<PeerDocument>> ReadPeerFiles(const std::filesystem::path& directory,
                                                const std::string& name) {
  std::ifstream lines(directory / (name + ".txt"));
  std::ifstream vectors(directory / (name + ".vectors"), std::ios::binary);
  if (!lines) return Unreadable(directory / (name + ".txt"));
  std::vector<PeerDocument> documents;
  for (std::string line; std::getline(lines, line);) {
    PeerDocument one{ParseLine(line, documents.size()), std::vector<float>(kEmbeddingWidth)};
    vectors.read(reinterpret_cast<char*>(one.vector.data()), kEmbeddingWidth * sizeof(float));
    if (!vectors) return Unreadable(directory / (name + ".vectors"));
    documents.push_back(std::move(one));
  }
  return documents;
}

}  // namespace waggle::bench
