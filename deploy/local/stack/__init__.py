"""Starts, watches and stops the whole of Waggle on one machine: the real Kafka, Redis, mailbox and Prometheus, and
the four services. Used by deploy/demo and by the tests. `system.py` puts the parts together; one file each."""
