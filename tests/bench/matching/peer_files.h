#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "libs/base/status.h"
#include "services/matching/domain/analysis.h"
#include "tests/bench/matching/definition.h"

// What peers are given to index and to search: the same words, already stemmed, and the same
// vectors. One folder:
//   documents.txt      a line a document: P (problem) or I (idea), a tab, its practice, a tab, its
//                      stems with their weights (stem:weight), separated by spaces
//   documents.vectors  384 32-bit numbers a line, little-endian, of unit length
//   queries.txt, queries.vectors   ideas in the same form; each vector less the centre of all
//                      ideas, so that its product with a document's vector ranks as the service
//                      ranks by meaning
namespace waggle::bench {

// Writes them to a folder under `parent` that is named after what is in them, unless it is there
// from an earlier run; peers keep their own indexes in it. Returns the folder.
// Error: PEER_FILES_UNWRITABLE.
Result<std::filesystem::path> WritePeerFiles(
    const std::filesystem::path& parent, std::span<const std::string> log,
    std::span<const matching::domain::AnalysedDocument> queries, const Definition& definition);

// A line and its vector.
struct PeerDocument {
  matching::domain::AnalysedDocument document;
  std::vector<float> vector;
};
// Reads `<name>.txt` and `<name>.vectors`. Documents are numbered by their lines, from 1; their id
// is the place of the line, from 0.
// Error: PEER_FILES_UNREADABLE.
Result<std::vector<PeerDocument>> ReadPeerFiles(const std::filesystem::path& directory,
                                                const std::string& name);

}  // namespace waggle::bench
