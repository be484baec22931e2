#pragma once

#include <cstdint>

// What the points of a fit add to a score, in thousandths, in one place. They order matches that
// are about equally close in what they say; they never decide against the text.
//
// Judgement, checked for its direction on the development set (45 invented ideas, 180 problems).
// There, of 165 pairs that help, 110 solve the problem as it stands and 55 only with adaptation;
// below, "2 : 1" is that proportion for the pairs the effect is about. Most rest on fewer than 20
// pairs, so they are not fitted to it.
namespace waggle::matching::domain {

// The bounds of all points together. Around the threshold of proposals, 100 thousandths are the
// difference between 15 and 66 right pairs of 100 (see Calibrated): fit moves a match within that
// band and no further. What speaks for an idea moves it less, because practices tell of
// success more readily than of the rest.
inline constexpr std::int32_t kLowestAdjustment = -100;
inline constexpr std::int32_t kHighestAdjustment = 60;

// What happened at other practices: towards these with every further practice. That it was tried
// and stopped says more than that somebody expected it not to work.
inline constexpr std::int32_t kWorkedEffect = 40;
inline constexpr std::int32_t kStoppedEffect = -60;
inline constexpr std::int32_t kDeclinedEffect = -40;
// The practice's own earlier declines for the same lack.
inline constexpr std::int32_t kStandingBarrierEffect = -30;

// What one practice weighs there. Alike: its similarity, 800 to 1,000. In the same PCN: this,
// besides; neighbours share staff, patients and rules, and can be visited.
inline constexpr std::int32_t kNextDoorWeight = 600;
// A practice where it lasted weighs half as much again: sustained use is the success, not the start
// (004-5).
inline constexpr std::int32_t kSustainedPercent = 150;
// This weight, one practice alike in every way, has half of the effect.
inline constexpr std::int32_t kHalfEffectWeight = 1000;

// 17 : 3 for a practice of the originator's PCN.
inline constexpr std::int32_t kSamePcnEffect = 15;
// 1 : 1 on the other system, which the grading rules name.
inline constexpr std::int32_t kOtherSystemEffect = -30;
inline constexpr std::int32_t kSameSystemEffect = 10;
// What an idea says it is meant for.
inline constexpr std::int32_t kStatedNeedMetEffect = 5;
inline constexpr std::int32_t kStatedNeedUnmetEffect = -30;
// 0.8 : 1 below a third of the originator's list, 3.4 : 1 from there to a half. Larger practices do
// what smaller ones do: 22 : 6 above one and a half times.
inline constexpr int kMuchSmallerDivisor = 3;
inline constexpr std::int32_t kMuchSmallerEffect = -30;
// 1.6 : 1 for one step (urban, rural town, village), 0.4 : 1 for two.
inline constexpr std::int32_t kMoreRuralEffectPerStep = -12;
// 2 : 1, no more than any; said because people ask.
inline constexpr std::int32_t kSimilarSizeEffect = 3;
// 2 : 1 too, among rural practices, which are used to being sent urban ideas.
inline constexpr std::int32_t kSameRuralityEffect = 3;
// 5.8 : 1 among the most deprived three tenths.
inline constexpr std::int32_t kSimilarDeprivationEffect = 5;

}  // namespace waggle::matching::domain
