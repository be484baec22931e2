#pragma once

#include <stdio.h>
#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/bench/matching/contender.h"

namespace waggle::bench {

// Another search engine in a process of its own, so that it runs as it likes best: its own memory,
// its own virtual machine. It reads one line from its standard input and answers with one:
//
//   (at the start)            ready build_seconds=S resident_mb=M warm_up_seconds=W timed=MODE,…
//                             about=TEXT…
//   time MODE FIRST COUNT     microseconds of each of COUNT queries from FIRST on
//   answer MODE FIRST COUNT   the best 20 of each query, best first: places in documents.txt,
//                             separated by commas; the queries by spaces
//
// and ends when its input ends. Modes: `exact` and `hnsw`; `timed` are those that say something of
// the peer. Queries come round again.
class Peer {
 public:
  // `program` is started with the folder of WritePeerFiles as its one argument; it builds its
  // index or finds the one of an earlier run.
  // Error: PEER_FAILED.
  static Result<std::unique_ptr<Peer>> Start(std::string name, const std::string& program,
                                             const std::filesystem::path& directory);
  ~Peer();
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  // One for each mode that is timed.
  std::vector<Contender> Contenders();
  // Of the first `count` queries.
  Result<std::vector<std::vector<std::size_t>>> Answers(const std::string& mode, std::size_t count);

  const std::string& name() const { return name_; }
  const std::string& about() const { return about_; }
  // To index the documents in one thread, when that was done.
  double build_seconds() const { return build_seconds_; }
  double resident_mb() const { return resident_mb_; }

 private:
  explicit Peer(std::string name) : name_(std::move(name)) {}

  Contender In(const std::string& mode);
  // For how long it has had a core, all its threads added up: those that compile or collect
  // garbage work for the answers too.
  double CoreSeconds() const;
  Status Launch(const std::string& program, const std::filesystem::path& directory);
  Status ReadGreeting();
  Result<std::string> Ask(const std::string& line);
  Result<std::string> ReadLine();
  Status Failed(const std::string& what) const;

  std::string name_;
  std::string about_;
  std::string timed_;
  double warm_up_seconds_ = 1;
  double build_seconds_ = 0;
  double resident_mb_ = 0;
  pid_t process_ = 0;
  FILE* to_ = nullptr;
  FILE* from_ = nullptr;
};

// The share of the first of each pair that the second has too: how much of the exact best was
// found.
double Recall(const std::vector<std::vector<std::size_t>>& exact,
              const std::vector<std::vector<std::size_t>>& found);

}  // namespace waggle::bench
