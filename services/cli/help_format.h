#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace waggle::cli {

// Help pages as people expect them: what it does, usage with everything that must be given,
// options, examples.
class HelpFormat final : public CLI::Formatter {
 public:
  HelpFormat();
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override;
  std::string make_usage(const CLI::App* app, std::string name) const override;
  std::string make_option_opts(const CLI::Option* option) const override;
  std::string make_option_desc(const CLI::Option* option) const override;
};

}  // namespace waggle::cli
