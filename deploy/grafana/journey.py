"""The dashboard of an idea's way: how much goes through, how long each hop takes, what waits."""

from __future__ import annotations

from dashboard import Dashboard, Query, Section, age, course, per_second, percentiles, quantile, stat

SUBMIT = 'waggle_grpc_server_requests_total{method=~".*SubmitIdea",code="OK"}'

AT_A_GLANCE = Section("At a glance", (
    stat("Replicas ready", "Replicas of each service that take requests. 0 means that nobody answers.", "short",
         Query("sum by (service) (waggle_ready)", "{{service}}")),
    stat("Settings safe for the data", "Whether Redis and Kafka run with settings that cannot lose acknowledged data.",
         "short", Query("min by (service) (waggle_settings_assertion_ok)", "{{service}}"), words={0: "UNSAFE", 1: "safe"}),
    stat("Reading", "A service pauses reading while a dependency fails, and resumes by itself.", "short",
         Query("max by (service) (waggle_consumer_paused)", "{{service}}"), warn_from=1, words={0: "reads", 1: "PAUSED"}),
    stat("In the time range", "Ideas acknowledged, matches found or extended, and e-mails handed to the mail server.", "short",
         Query(f"sum(increase({SUBMIT}[$__range]))", "ideas"),
         Query("sum(increase(waggle_matching_matches_total[$__range]))", "matches"),
         Query('sum(increase(waggle_email_sends_total{outcome="handed_over"}[$__range]))', "e-mails")),
    stat("Ideas and problems in the index", "Documents that matching compares. The same on every replica.", "short",
         Query("max by (kind) (waggle_matching_documents)", "{{kind}}")),
    stat("Versions", "Replicas by version; two versions of a service outside a roll-out are a mistake.", "short",
         Query("count by (service, version) (waggle_build_info)", "{{service}} {{version}}")),
), panel_width=8, panel_height=4)

RATES = Section("How much goes through", (
    course("1 Submitted", "Ideas and problems acknowledged per second.", "ops",
           per_second(SUBMIT.replace("SubmitIdea", "(SubmitIdea|ReportProblem)"), "method", "{{method}}")),
    course("2 Published to Kafka", "Events that left the outbox. Errors are tried again, in order.", "ops",
           per_second("waggle_outbox_published_total", "service, outcome", "{{service}} {{outcome}}")),
    course("3 Handled", "Events handled. Duplicates are normal after a restart; parked and dead-lettered ones are not.",
           "ops", per_second("waggle_consumer_messages_total", "service, outcome", "{{service}} {{outcome}}")),
    course("4 Matches", "Found or extended: a new idea found old problems, or a new problem found old ideas. When the practice "
           "hears of it is on the other dashboard.", "ops",
           per_second("waggle_matching_matches_total", "direction", "{{direction}}")),
    course("5 Reviewers", "Review assignments by role; unfilled ones have a named reason on the idea's timeline.", "ops",
           per_second("waggle_review_assignments_total", "role, outcome", "{{role}} {{outcome}}")),
    course("6 E-mails by outcome", "Deferred: tried again. Failed: final. Suppressed: not sent, on purpose.",
           "ops", per_second("waggle_email_sends_total", "template, outcome", "{{template}} {{outcome}}")),
    course("Timeline entries", "What evidence wrote down about ideas.", "ops",
           per_second("waggle_evidence_timeline_entries_total", "kind", "{{kind}}")),
    course("gRPC answers by code", "All methods of a service. Only the services' own faults count in the alert.", "ops",
           per_second("waggle_grpc_server_requests_total", "service, code", "{{service}} {{code}}")),
))

LATENCIES = Section("How long each hop takes", (
    course("1 Submit to durable answer", "SubmitIdea as the server sees it: checked and on disk.", "s",
           *percentiles('waggle_grpc_server_request_seconds{method=~".*SubmitIdea"}')),
    course("2 Stored to Kafka (p95)", "From the outbox entry to Kafka's delivery report.", "s",
           quantile("0.95", "waggle_outbox_publish_delay_seconds", "service", "{{service}}")),
    course("3 Event to handled (p95)", "From the event's own time to the end of its handling: the whole hop.", "s",
           quantile("0.95", "waggle_consumer_delay_seconds", "service, topic", "{{service}} {{topic}}")),
    course("Handling alone (p95)", "The handler's part of hop 3; the rest is waiting and transport.", "s",
           quantile("0.95", "waggle_consumer_handle_seconds", "service", "{{service}}")),
    course("4 Matching job", "One idea or problem compared with everything, and its result written.", "s",
           *percentiles("waggle_matching_job_seconds")),
    course("6 Event to e-mail handed over", "From the match or assignment to the mail server's 250.", "s",
           *percentiles("waggle_email_hand_over_seconds")),
    course("Redis commands (p95)", "Each write waits for the disk; this is what everything else stands on.", "s",
           quantile("0.95", "waggle_redis_command_seconds", "service", "{{service}}")),
))

WAITING = Section("What waits", (
    course("Consumer lag", "Messages in Kafka that a service has not handled. Falls to 0 when nothing new comes.", "short",
           Query("sum by (service, topic) (waggle_consumer_lag_messages)", "{{service}} {{topic}}"), warn_from=500),
    course("Outbox", "Events stored and not yet in Kafka. Normally 0 or a few.", "short",
           Query("max by (service) (waggle_outbox_pending)", "{{service}}")),
    course("Age of the oldest outbox entry", "Over 10 s Kafka is away or the relay stands still. 0 when empty.", "s",
           age("waggle_outbox_oldest_timestamp_seconds", "{{service}}"), warn_from=10),
    course("Open jobs, e-mails and requests", "Matching jobs, deliveries without a final state, requests in the queue.",
           "short", Query("max(waggle_matching_jobs_open)", "matching jobs"),
           Query("max(waggle_deliveries_open)", "deliveries"),
           Query("sum by (service) (waggle_executor_queue_length)", "{{service}} requests")),
    course("Age of the oldest open e-mail", "Minutes are normal while a server defers; over an hour rings. 0: none open.",
           "s", age("waggle_deliveries_oldest_open_timestamp_seconds", "{{service}}"), warn_from=3600),
    course("Since the last handled event", "Grows when nothing comes; a fault only together with a lag.", "s",
           Query("time() - max by (service) (waggle_consumer_last_success_timestamp_seconds > 0)", "{{service}}")),
    # By outcome, which is there from the start; waggle_dead_letters_total has a series only for reasons that occurred.
    course("Dead letters", "Messages put aside since the service started; `waggle dlq list` tells the reasons.", "short",
           Query('sum by (service, topic) (waggle_consumer_messages_total{outcome="dead_lettered"})', "{{service}} {{topic}}"),
           warn_from=1),
))

DASHBOARD = Dashboard(
    uid="waggle-idea-journey", title="Waggle: an idea's way",
    description="From the submitted idea to the e-mails at the practices it helps: how much, how fast, what waits.",
    time_from="now-30m", refresh="10s", sections=(AT_A_GLANCE, RATES, LATENCIES, WAITING))
