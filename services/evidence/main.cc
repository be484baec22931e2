#include "services/evidence/app/wiring.h"

int main(int argc, char** argv) {
  return waggle::service::RunMain(argc, argv,
                                  {.name = "evidence",
                                   .summary = "keeps the timeline of every idea and who adopted it",
                                   .ports = {.grpc = 7103, .admin = 7113},
                                   .wire = waggle::evidence::Wire});
}
