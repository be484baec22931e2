#include "services/intake/app/wiring.h"

int main(int argc, char** argv) {
  return waggle::service::RunMain(argc, argv,
                                  {.name = "intake",
                                   .summary = "takes in organisations, people, ideas and problems",
                                   .ports = {.grpc = 7101, .admin = 7111},
                                   .wire = waggle::intake::Wire});
}
