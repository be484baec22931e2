"""The parts that others have written: they come up, and what they acknowledged survives kill -9."""

import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import ClassVar

from stack.kafka import Kafka
from stack.kafka_wire import fetch_metadata
from stack.layout import RunDirectories, this_checkout
from stack.mailbox import Mailbox
from stack.ports import HOST, Ports, free_block
from stack.prometheus import Prometheus
from stack.redis import Redis


class PartsTest(unittest.TestCase):
    run_directories: ClassVar[RunDirectories]
    ports: ClassVar[Ports]

    @classmethod
    def setUpClass(cls) -> None:
        directory = tempfile.TemporaryDirectory(dir=this_checkout().local)
        cls.addClassCleanup(directory.cleanup)
        home = Path(directory.name)
        cls.run_directories = RunDirectories.under(home, home / "log")
        cls.ports = free_block()

    def test_kafka_serves_again_after_kill_9(self) -> None:
        kafka = Kafka(this_checkout(), self.run_directories, self.ports)
        self.addCleanup(kafka.stop)
        kafka.start()
        kafka.wait_ready()
        kafka.kill()
        self.assertIsNone(fetch_metadata(HOST, self.ports.kafka_broker, timeout_seconds=1))
        kafka.restart()
        self.assertTrue(kafka.is_ready())

    def test_redis_keeps_what_it_acknowledged(self) -> None:
        redis = Redis(this_checkout(), self.run_directories, "intake")
        self.addCleanup(redis.stop)
        redis.start()
        redis.wait_ready()
        for number in range(1, 51):
            self.assertEqual(redis.command("INCR", "counter"), number)
        redis.kill()
        redis.restart()
        self.assertEqual(redis.command("INCR", "counter"), 51)

    def test_redis_has_the_settings_that_the_services_demand(self) -> None:
        redis = Redis(this_checkout(), self.run_directories, "matching")
        self.addCleanup(redis.stop)
        redis.start()
        redis.wait_ready()
        for name, value in (("appendonly", "yes"), ("appendfsync", "always"), ("no-appendfsync-on-rewrite", "no"),
                            ("maxmemory-policy", "noeviction")):
            with self.subTest(setting=name):
                self.assertEqual(redis.command("CONFIG", "GET", name), [name, value])

    def test_the_mailbox_comes_up_and_is_empty(self) -> None:
        mailbox = Mailbox(this_checkout(), self.run_directories, self.ports)
        self.addCleanup(mailbox.stop)
        mailbox.start()
        mailbox.wait_ready()
        self.assertEqual(mailbox.mails(), [])

    def test_prometheus_accepts_its_settings_and_the_alert_rules(self) -> None:
        prometheus = Prometheus(this_checkout(), self.run_directories, self.ports, replicas=2)
        prometheus.prepare()
        settings = self.run_directories.state / "prometheus" / "prometheus.yml"
        checked = subprocess.run(("promtool", "check", "config", str(settings)), capture_output=True, text=True)
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        self.assertIn("rules found", checked.stdout + checked.stderr)
