"""Every part has a port of its own, and whoever takes it is told in one sentence how to move it."""

import socket
import unittest
from pathlib import Path
from unittest import mock

from stack.errors import StackError
from stack.layout import Checkout, RunDirectories
from stack.ports import MAX_REPLICAS, Ports, PortUse, check_free, ports_from_environment
from stack.system import System


class PortsTest(unittest.TestCase):
    def test_no_two_parts_share_a_port(self) -> None:
        run = RunDirectories.under(Path("/nowhere"), Path("/nowhere/log"))
        system = System(Checkout(Path("/nowhere")), run, Ports(7100), MAX_REPLICAS)
        ports = [use.port for part in system.components() for use in part.ports()]
        self.assertEqual(len(ports), len(set(ports)))
        self.assertTrue(all(7100 < port < 7200 for port in ports), ports)

    def test_the_ports_are_those_that_the_client_expects(self) -> None:
        ports = Ports()
        self.assertEqual([ports.grpc(name, 0) for name in ("intake", "matching", "evidence", "notification")],
                         [7101, 7102, 7103, 7104])

    def test_a_port_in_use_is_one_sentence_with_the_remedy(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            with self.assertRaisesRegex(StackError, f"^Port {port}, which the ferry needs, is in use .*_PORT_BASE"):
                check_free([PortUse(port, "the ferry")])

    def test_the_base_comes_from_the_environment(self) -> None:
        with mock.patch.dict("os.environ", {"WAGGLE_DEMO_PORT_BASE": "9100"}):
            self.assertEqual(ports_from_environment().prometheus, 9130)
        for wrong in ("abc", "80", "65500", "-1"):
            with mock.patch.dict("os.environ", {"WAGGLE_DEMO_PORT_BASE": wrong}), self.assertRaises(StackError):
                ports_from_environment()
