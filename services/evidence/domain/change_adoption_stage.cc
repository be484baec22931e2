#include "services/evidence/domain/change_adoption_stage.h"

namespace waggle::evidence {

Result<Receipt> ChangeAdoptionStage::Handle(const AdoptionId& adoption, const StageChange& change,
                                            const Origin& origin) {
  WAGGLE_RETURN_IF_ERROR(ValidateStageChange(change));
  return store_.ChangeAdoption(
      adoption, [&](const Adoption& now) { return ChangeStage(now, change, origin.now); }, origin);
}

}  // namespace waggle::evidence
