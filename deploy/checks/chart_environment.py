"""Prints the environment that the chart gives to one service, as NAME=value lines.

usage: chart_environment.py EXAMPLE SERVICE      (an example of helm/waggle/examples, without .yaml)
"""

from __future__ import annotations

import sys

import chart_checks
import chart_rules


def main(example: str, service: str) -> int:
    objects = chart_checks.rendered(example)
    for _, template, container in chart_rules.containers(objects):
        if template["metadata"]["labels"][chart_rules.COMPONENT] == service:
            for name, value in chart_rules.environment_of(objects, container).items():
                # Kubernetes fills it in with the pod's name.
                print(f"{name}={value or f'waggle-{service}-0'}")
            return 0
    print(f"chart_environment.py: the chart has no {service}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
