"""Where to look and what to try next."""

from demo.terminal import Terminal
from stack.layout import SERVICES
from stack.ports import DEFAULT_BASE
from stack.system import System


def tell_where_to_look(terminal: Terminal, system: System, idea_id: str) -> None:
    terminal.heading("WHERE TO LOOK")
    rows = [("mailbox (every e-mail)", system.mailbox.page), ("Prometheus", system.prometheus.page),
            ("Kafka", system.kafka.brokers)]
    for one in system.services:
        metrics = terminal.faint(f"metrics {one.admin_page}/metrics")
        rows.append((f"{one.service}: gRPC", f"{one.grpc_address}   {metrics}"))
    rows.append(("logs", f"{system.run.logs}"))
    for what, where in rows:
        terminal.line(f"  {what:<26}{where}")
    terminal.heading("TRY NEXT")
    for command in _commands(system, idea_id):
        terminal.line(f"  {command}")
    terminal.line()


def _commands(system: System, idea_id: str) -> list[str]:
    # The client finds the services at their usual ports by itself.
    moved = system.ports.base != DEFAULT_BASE
    addresses = [f"WAGGLE_{service.upper()}={system.replicas_of(service)[0].grpc_address}"
                 for service in SERVICES if moved]
    return [f"export {address}" for address in addresses] + [
        "alias waggle=$PWD/.local/build/dev/bin/waggle",
        f"waggle watch {idea_id} &",
        "waggle problem report --ods-code Z90020 --title 'Few blood pressure monitors' \\",
        "    --description 'We wait seven weeks for a 24-hour monitor and nobody records the home readings.'",
        "waggle match list --ods-code Z90020",
        "deploy/demo status        deploy/demo stop        deploy/demo reset",
    ]
