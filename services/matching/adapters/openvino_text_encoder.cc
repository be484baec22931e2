#include "services/matching/adapters/openvino_text_encoder.h"

#include <algorithm>
#include <fstream>
#include <future>
#include <mutex>
#include <numeric>
#include <openvino/openvino.hpp>
#include <stdexcept>
#include <thread>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace waggle::matching {
namespace {

constexpr std::size_t kMaxTokens = 256;
// Texts are padded to a multiple of so many tokens: the rows that AMX multiplies at once. 64 tokens
// take three quarters of the time of 63, alone and in batches.
constexpr std::size_t kTile = 16;
// Texts of one inference, and their tokens with padding. More gains nothing on one core, and
// whoever asks meanwhile waits for all of it: with AMX 512 tokens take less than 30 ms, and are
// read as fast as 2,048 at once.
constexpr std::size_t kBatch = 16;
constexpr std::size_t kBatchTokens = 512;
// Texts that are split into tokens together: one at a time takes ten times as long for each.
constexpr std::size_t kTokenizedTogether = 64;
// Somebody waits for a text that comes alone, and the other processors have nothing to read: two
// take two thirds of the time of one. Together they work longer, so what waits in batches is read
// by one, which leaves the others to the rest of the system.
constexpr unsigned kThreadsForOneText = 2;
constexpr std::int64_t kSeparator = 102;

// Left to itself, OpenVINO takes 16-bit numbers wherever the processor has any instruction for
// them. They pay where it multiplies them as matrices (AMX); without, 32 bits take two thirds of
// the time. The vectors of a text by either have a cosine of 0.9999 at least, and may be compared.
ov::element::Type FastestPrecision() {
#if defined(__x86_64__)
  // AMX-BF16 in Intel's manual: CPUID leaf 7, EDX. Not every compiler has a name for it.
  constexpr unsigned kAmxBf16 = 1U << 22U;
  unsigned eax = 0;
  unsigned ebx = 0;
  unsigned ecx = 0;
  unsigned edx = 0;
  const bool known = __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) != 0;
  if (known && (edx & kAmxBf16) != 0) return ov::element::bf16;
#endif
  return ov::element::f32;
}

// The tokens of one text: those that the encoder reads at once, the separator last.
using Tokens = std::vector<std::int64_t>;

// Lets one thread in at a time, and none twice while another waits: whoever has a question does not
// wait for all that another has to read.
class Turnstile {
 public:
  [[nodiscard]] std::unique_lock<std::mutex> Enter() {
    const std::lock_guard next(next_);
    return std::unique_lock(inside_);
  }

 private:
  // Held by the one who is let in next.
  std::mutex next_;
  std::mutex inside_;
};

domain::EncoderModel ReadVersion(const std::filesystem::path& directory) {
  std::string version;
  if (std::ifstream(directory / "version") >> version) return domain::EncoderModel(version);
  throw std::runtime_error("the file version is missing");
}

class OpenVinoTextEncoder final : public TextEncoder {
 public:
  OpenVinoTextEncoder(const std::filesystem::path& directory,
                      const std::filesystem::path& tokenizer_library)
      : directory_(directory), model_(ReadVersion(directory)) {
    core_.add_extension(tokenizer_library.string());
    tokenizer_ = Compile("tokenizer.xml", 1);
    encoder_ = Compile("encoder.xml", 1);
    // What cannot read is refused here rather than by each text that comes.
    EncodeAll(std::vector<std::string>{"two", "words"});
  }

  Result<std::vector<domain::Embedding>> Encode(std::span<const std::string> texts) override {
    try {
      return EncodeAll(texts);
    } catch (const std::exception& error) {
      return Status(Code::kInternal, "ENCODER_FAILED", error.what());
    }
  }

  domain::EncoderModel model() const override { return model_; }

 private:
  ov::InferRequest Compile(const char* file, unsigned threads) {
    return core_
        .compile_model((directory_ / file).string(), "CPU",
                       ov::inference_num_threads(static_cast<int>(threads)),
                       ov::hint::inference_precision(FastestPrecision()),
                       ov::hint::performance_mode(ov::hint::PerformanceMode::LATENCY))
        .create_infer_request();
  }

  // What reads so many texts. What reads one alone takes a second to be made, and 15 to 60 MB: it
  // is made beside the work when the first such text comes, and reads those that come once it is
  // there. Where it cannot be made, or there is one processor, the other reads them all.
  ov::InferRequest EncoderFor(std::size_t texts) {
    if (texts > 1 || std::thread::hardware_concurrency() < kThreadsForOneText) return encoder_;
    if (!of_one_.valid()) {
      of_one_ = std::async(std::launch::async, [this] {
        try {
          return Compile("encoder.xml", kThreadsForOneText);
        } catch (const std::exception&) {
          return encoder_;
        }
      });
    }
    const bool is_there = of_one_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    return is_there ? of_one_.get() : encoder_;
  }

  std::vector<domain::Embedding> EncodeAll(std::span<const std::string> texts) {
    std::vector<Tokens> tokens;
    for (auto left = texts; !left.empty();) {
      const auto some = left.first(std::min(kTokenizedTogether, left.size()));
      Tokenize(some, tokens);
      left = left.subspan(some.size());
    }
    // Texts of a length together: a batch is as long as its longest text.
    std::vector<std::size_t> order(texts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return tokens[a].size() < tokens[b].size();
    });
    std::vector<domain::Embedding> embeddings(texts.size());
    for (std::span<const std::size_t> left = order; !left.empty();) {
      const std::size_t count = BatchOf(tokens, left);
      EncodeBatch(tokens, left.first(count), embeddings);
      left = left.subspan(count);
    }
    return embeddings;
  }

  static std::size_t PaddedLength(const Tokens& text) {
    return (text.size() + kTile - 1) / kTile * kTile;
  }

  // How many of the first texts, which are in the order of their lengths, are read together.
  static std::size_t BatchOf(const std::vector<Tokens>& tokens,
                             std::span<const std::size_t> texts) {
    std::size_t count = 1;
    while (count < std::min(kBatch, texts.size()) &&
           (count + 1) * PaddedLength(tokens[texts[count]]) <= kBatchTokens) {
      ++count;
    }
    return count;
  }

  // Appends the tokens of each text.
  void Tokenize(std::span<const std::string> texts, std::vector<Tokens>& tokens) {
    ov::Tensor input(ov::element::string, ov::Shape{texts.size()});
    std::copy(texts.begin(), texts.end(), input.data<std::string>());
    const auto turn = turnstile_.Enter();
    tokenizer_.set_input_tensor(input);
    tokenizer_.infer();
    const ov::Tensor ids = tokenizer_.get_tensor("input_ids");
    const ov::Tensor mask = tokenizer_.get_tensor("attention_mask");
    const std::size_t longest = ids.get_size() / texts.size();
    for (std::size_t row = 0; row < texts.size(); ++row) {
      const auto* first = ids.data<const std::int64_t>() + row * longest;
      const auto* marks = mask.data<const std::int64_t>() + row * longest;
      const auto length = static_cast<std::size_t>(std::count(marks, marks + longest, 1));
      tokens.emplace_back(first, first + std::min(length, kMaxTokens));
      if (length > kMaxTokens) tokens.back().back() = kSeparator;
    }
  }

  void EncodeBatch(const std::vector<Tokens>& tokens, std::span<const std::size_t> texts,
                   std::vector<domain::Embedding>& embeddings) {
    const std::size_t length = PaddedLength(tokens[texts.back()]);
    ov::Tensor ids(ov::element::i64, ov::Shape{texts.size(), length});
    ov::Tensor mask(ov::element::i64, ov::Shape{texts.size(), length});
    std::fill_n(ids.data<std::int64_t>(), ids.get_size(), 0);
    std::fill_n(mask.data<std::int64_t>(), mask.get_size(), 0);
    for (std::size_t row = 0; row < texts.size(); ++row) {
      const Tokens& text = tokens[texts[row]];
      std::copy(text.begin(), text.end(), ids.data<std::int64_t>() + row * length);
      std::fill_n(mask.data<std::int64_t>() + row * length, text.size(), 1);
    }
    const auto turn = turnstile_.Enter();
    ov::InferRequest encoder = EncoderFor(texts.size());
    encoder.set_tensor("input_ids", ids);
    encoder.set_tensor("attention_mask", mask);
    encoder.infer();
    const ov::Tensor output = encoder.get_output_tensor();
    const ov::Shape wanted{texts.size(), domain::kEmbeddingWidth};
    if (output.get_shape() != wanted) {
      throw std::runtime_error("the encoder's output has the shape " +
                               output.get_shape().to_string() + ", not " + wanted.to_string());
    }
    const auto* vectors = output.data<const float>();
    for (std::size_t row = 0; row < texts.size(); ++row) {
      embeddings[texts[row]] = domain::ToEmbedding(std::span<const float, domain::kEmbeddingWidth>(
          vectors + row * domain::kEmbeddingWidth, domain::kEmbeddingWidth));
    }
  }

  const std::filesystem::path directory_;
  const domain::EncoderModel model_;
  ov::Core core_;
  // Guards what follows.
  Turnstile turnstile_;
  ov::InferRequest tokenizer_;
  ov::InferRequest encoder_;
  // By kThreadsForOneText; not valid before the first. Ends before what it refers to.
  std::shared_future<ov::InferRequest> of_one_;
};

}  // namespace

Result<std::unique_ptr<TextEncoder>> LoadOpenVinoTextEncoder(
    const std::filesystem::path& directory, const std::filesystem::path& tokenizer_library) {
  try {
    return std::unique_ptr<TextEncoder>(
        std::make_unique<OpenVinoTextEncoder>(directory, tokenizer_library));
  } catch (const std::exception& error) {
    return Status(Code::kFailedPrecondition, "ENCODER_UNUSABLE",
                  "the text encoder in " + directory.string() + " cannot be loaded (" +
                      error.what() + "); deploy/install makes it");
  }
}

}  // namespace waggle::matching
