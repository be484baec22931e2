#include "services/notification/app/wiring.h"

int main(int argc, char** argv) {
  return waggle::service::RunMain(argc, argv,
                                  {.name = "notification",
                                   .summary = "writes to practice staff and reviewers",
                                   .ports = {.grpc = 7104, .admin = 7114},
                                   .wire = waggle::notification::Wire});
}
