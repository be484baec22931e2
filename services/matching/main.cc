#include "services/matching/app/wiring.h"

int main(int argc, char** argv) {
  return waggle::service::RunMain(
      argc, argv,
      {.name = "matching",
       .summary = "finds the practices an idea would help, and its reviewers",
       .ports = {.grpc = 7102, .admin = 7112},
       .wire = waggle::matching::Wire});
}
