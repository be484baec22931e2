"""The dashboard of matching: what is proposed to whom, what people answer, and whether it is fair.

What happens a few times a day is counted over the 24 hours up to each point: a rate per second would say nothing. Codes are
shown in words; what has no words here keeps its code.
"""

from __future__ import annotations

from dashboard import Dashboard, Query, Section, bars, course, in_a_day, in_range, percentiles, stat

PROPOSED = {
    "FIRST_PRACTICES": "one of the idea's first practices",
    "ASKED_FOR": "the practice has just asked",
    "WITHIN_BUDGET": "a free place in the week",
    "LESS_EXPOSED": "a kind of practice that has heard less",
}
DEFERRED = {
    "PRACTICE_WEEK_FULL": "the practice's week is full",
    "PLACE_KEPT_FOR_NEW_IDEA": "the last place is kept for a new idea",
    "IDEA_WEEK_FULL": "the idea's week is full",
    "MADE_WAY_FOR_LESS_EXPOSED": "made way for a kind that has heard less",
}
EXCHANGED = {
    "LESS_EXPOSED": "proposed instead",
    "MADE_WAY_FOR_LESS_EXPOSED": "made way",
}
NOT_PROPOSED = {
    "ORIGINATOR": "the practice had the idea itself",
    "ADOPTED": "in use there",
    "ALREADY_DOING": "done there already",
    "IDEA_GONE": "withdrawn or superseded",
    "DECLINED_BARRIER_STANDS": "declined, and the reason stands",
}
ANSWERS = {
    "TELL_ME_MORE": "tell us more",
    "WE_WILL_TRY": "we will try it",
    "ALREADY_DOING": "we do it already",
    "NOT_FOR_US": "not for us",
}
BARRIERS = {
    "FINANCIAL_INCENTIVE": "no financial incentive",
    "STAFF_TIME": "staff time",
    "STAFF_RESISTANCE": "staff resistance",
    "TOP_DOWN": "imposed from above",
    "BUREAUCRACY": "bureaucracy",
    "CULTURE_OR_NORMS": "culture or norms",
    "STRUCTURE": "structure",
    "FRAGMENTATION": "fragmentation",
    "EVIDENCE_UNCONVINCING": "evidence does not convince",
    "WRONG_CONTEXT": "wrong context",
    "IT_OR_CLINICAL_SYSTEM": "IT or clinical system",
    "SKILLS": "skills",
    "SPACE_OR_EQUIPMENT": "space or equipment",
    "FUNDING_RECURRENT": "recurrent funding",
    "PATIENT_ACCEPTABILITY": "patients' acceptance",
    "SAFETY_CONCERN": "a safety concern",
    "IG_OR_CONTRACT": "data rules or contract",
    "ALREADY_DOING": "done already",
    "NOT_A_PRIORITY_NOW": "not a priority now",
    "OTHER": "something else",
}
CLOCK_STEPS = {
    "decide": "decided again",
    "remind": "practice reminded",
    "escalate": "nearest advocate asked",
    "escalate_to_nobody": "no advocate in the ICB to ask",
    "expire": "expired without an answer",
    "end": "idea withdrawn or replaced",
    "reconsider": "looked again at a no for now",
}
REVIEW_CLOCK_STEPS = {
    "INVITATION_REMINDER": "reminded of the request",
    "REASSIGNMENT": "silent: somebody else asked",
    "REVIEW_REMINDER": "reminded of the review",
    "OVERDUE": "review is late",
    "RETRY": "empty seat tried again",
    "CONFLICT": "conflict has come up: somebody else asked",
}
REVIEW_DECLINES = {
    "NO_TIME": "no time",
    "CONFLICT": "a conflict of interest",
    "NOT_MY_FIELD": "not my field",
    "AWAY": "away",
    "OTHER": "something else",
}
ROLES = {"qi_reviewer": "QI reviewer", "innovation_advocate": "innovation advocate"}
DIRECTIONS = {"idea_to_problem": "a new idea found problems", "problem_to_idea": "a new problem found ideas"}
KINDS_OF_PRACTICE = {"imd_quintile": "fifths of deprivation (IMD)", "list_size_band": "list sizes"}
BASES = {"words": "by words alone", "words_and_meaning": "by words and meaning"}


def decisions(reasons: dict[str, str]) -> str:
    return f'waggle_matching_decisions_total{{reason=~"{"|".join(reasons)}"}}'


def answers_for_each_proposal(by: str, window: str) -> str:
    answers = f"sum{by} (increase(waggle_matching_answers_total[{window}]))"
    return f"{answers} / scalar(sum(increase({decisions(PROPOSED)}[{window}])))"


AT_A_GLANCE = Section("At a glance", (
    stat("Matches", "Found or extended; proposed to the practice; put off to another week, again each week that it waits.",
         "short", in_range("waggle_matching_matches_total", "", "found"), in_range(decisions(PROPOSED), "", "proposed"),
         in_range(decisions(DEFERRED), "", "put off")),
    stat("Answers", "What practices said, and of that how often they will try the idea.", "short",
         in_range("waggle_matching_answers_total", "", "answers"),
         in_range('waggle_matching_answers_total{kind="WE_WILL_TRY"}', "", "will try it")),
    stat("Silence", "No answer after 4 working days, after 6, and after 60 days.", "short",
         *(in_range(f'waggle_matching_clock_steps_total{{step="{step}"}}', "", CLOCK_STEPS[step])
           for step in ("remind", "escalate", "escalate_to_nobody", "expire"))),
    stat("Review seats that nobody can take", "Attempts of the last day that found nobody. An empty seat is tried again once a "
         "day, so this is about how many are empty now.", "short",
         in_a_day('waggle_review_assignments_total{outcome="unfilled"}', "role", "{{role}}"), warn_from=1, names=ROLES),
    stat("Matching goes by", "Without the encoder words alone find matches: those that say the same in other words are missed.",
         "short", Query("min(waggle_matching_encoder_ready)", "every replica"),
         words={0: "WORDS ALONE", 1: "words and meaning"}),
    stat("Documents", "What matching compares, and what still waits to be compared. The same on every replica.", "short",
         Query("max by (kind) (waggle_matching_documents)", "{{kind}}"),
         Query("max(waggle_matching_jobs_open)", "waiting"), names={"idea": "ideas", "problem": "problems"}),
), panel_width=8, panel_height=4)

PROPOSALS = Section("What is proposed", (
    course("Found in a day", "Matches above the threshold, new or extended. None for days, while ideas come in: do practices "
           "report problems?", "short",
           in_a_day("waggle_matching_matches_total", "direction", "{{direction}}"), names=DIRECTIONS),
    course("Proposed in a day, and why", "Practices that heard of an idea. Each has a few places a week, so that mail is read.",
           "short", in_a_day(decisions(PROPOSED), "reason", "{{reason}}"), names=PROPOSED),
    course("Put off in a day, and why", "Good enough, but not this week; decided again on Monday, never dropped. What is put "
           "off week after week shows that the weekly places are too few, or the threshold too low.", "short",
           in_a_day(decisions(DEFERRED), "reason", "{{reason}}"), names=DEFERRED),
    course("Fitting and not proposed in a day", "Ideas that would fit and of which the practice need not hear, or not yet.",
           "short", in_a_day("waggle_matching_not_proposed_total", "reason", "{{reason}}"), names=NOT_PROPOSED),
), panel_width=12)

FAIRNESS = Section("Is it fair", (
    course("How unevenly practices hear of ideas (Gini)", "Proposals per practice over 13 weeks, between deprived and other "
           "areas and between small and large practices. 0: all alike; 0.8: one of five kinds hears everything. Matching "
           "levels between near equals, and gives five times as much for it above the line (once 400 proposals tell more than "
           "chance): there one kind hears twice as often as another. Renewed with every decision.", "short",
           Query("max by (by) (waggle_matching_exposure_gini)", "{{by}}"), names=KINDS_OF_PRACTICE, warn_from=0.133),
    course("Places given to kinds that have heard less, in a day", "Of near equals the one whose kind has heard less is "
           "proposed, and the other waits a week.", "short",
           in_a_day(decisions(EXCHANGED), "reason", "{{reason}}"), names=EXCHANGED),
), panel_width=12)

ANSWERED = Section("What practices answer", (
    bars("How practices answer", "Answers for each proposal of the time range. Who asks first and decides later answers twice.",
         "percentunit", Query(f"sort_desc({answers_for_each_proposal(' by (kind)', '$__range')})", "{{kind}}"), names=ANSWERS),
    bars("Why not", "The ten reasons given most often with a no. Each goes to the originator as a question, and lowers later "
         "matches of practices alike.", "short",
         Query("topk(10, round(sum by (barrier) (increase(waggle_matching_barriers_total[$__range]))))", "{{barrier}}"),
         names=BARRIERS),
    bars("What matching did by itself", "When a match's time had come: the response clock, and what had been put off.",
         "short", Query("sort_desc(round(sum by (step) (increase(waggle_matching_clock_steps_total[$__range]))))", "{{step}}"),
         names=CLOCK_STEPS),
    course("Answers for each proposal, over a week", "Falls when practices get too much, or what does not fit them. An answer "
           "may come weeks after its proposal.", "percentunit", Query(answers_for_each_proposal("", "1w"), "answers")),
    course("Answers in a day", "By kind.", "short",
           in_a_day("waggle_matching_answers_total", "kind", "{{kind}}"), names=ANSWERS),
    course("Clock steps in a day", "Reminders come in the early morning of working days, decisions on Mondays. Nothing for "
           "weeks while matches are unanswered: the clock stands still.", "short",
           in_a_day("waggle_matching_clock_steps_total", "step", "{{step}}"), names=CLOCK_STEPS),
))

REVIEWERS = Section("Who reviews", (
    course("Reviewers asked in a day", "Each idea wants a QI reviewer and an innovation advocate.", "short",
           in_a_day('waggle_review_assignments_total{outcome="assigned"}', "role", "{{role}}"), names=ROLES),
    course("Seats that nobody could take, in a day", "Each empty seat is tried once a day. Who is missing stands on the idea: "
           "waggle reviewer list --idea.", "short",
           in_a_day('waggle_review_assignments_total{outcome="unfilled"}', "role", "{{role}}"), warn_from=1, names=ROLES),
    course("What reviewers said in a day", "After every no somebody else is asked.", "short",
           in_a_day("waggle_review_answers_total", "answer", "{{answer}}")),
    bars("Why reviewers declined", "No time again and again: register more people, or lower personal maxima. A conflict: the "
         "rules did not see it.", "short",
         Query("sort_desc(round(sum by (reason) (increase(waggle_review_declines_total[$__range]))))", "{{reason}}"),
         names=REVIEW_DECLINES),
    course("Review clock steps in a day", "Silence is reminded twice, then somebody else is asked; a late review stays with "
           "its reviewer.", "short",
           in_a_day("waggle_review_clock_steps_total", "step", "{{step}}"), names=REVIEW_CLOCK_STEPS),
))

WORK = Section("How matching works", (
    course("Matching one document", "Compared with everything, decided, written.", "s",
           *percentiles("waggle_matching_job_seconds")),
    course("Reading a batch", "The encoder's time for up to 16 documents. No data: nothing was read.", "s",
           *percentiles("waggle_matching_encode_seconds")),
    course("Open jobs", "Documents not numbered or not compared yet, and ideas, roles or people whose reviews are to be looked at. "
           "Falls to 0 when nothing new comes.", "short",
           Query("max(waggle_matching_jobs_open)", "documents"), Query("max(waggle_matching_review_checks_open)", "reviews")),
    course("Read in a day", "Documents that came into the index. By words alone with an encoder at hand: it failed on them.",
           "short", in_a_day("waggle_matching_documents_numbered_total", "basis", "{{basis}}"), names=BASES),
    course("Searches in a day", "Texts that people searched with, and duplicates looked for.", "short",
           in_a_day("waggle_matching_queries_total", "basis", "{{basis}}"), names=BASES),
    course("Documents in the index", "Ideas and problems that are compared.", "short",
           Query("max by (kind) (waggle_matching_documents)", "{{kind}}"), names={"idea": "ideas", "problem": "problems"}),
))

DASHBOARD = Dashboard(
    uid="waggle-matching", title="Waggle: matching",
    description="What is proposed to whom, what people answer, and is it fair.",
    time_from="now-7d", refresh="1m", sections=(AT_A_GLANCE, PROPOSALS, FAIRNESS, ANSWERED, REVIEWERS, WORK))
