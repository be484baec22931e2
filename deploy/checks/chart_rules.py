"""What must hold between the objects of the rendered chart. Schemas see each object alone; these rules see them together.

Every rule takes the objects and returns its faults. `chart_rules_test.py` breaks the chart once for each rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from outcome import ROOT, Faults

Object = dict[str, Any]
ENVIRONMENT = ROOT / "deploy/checks/environment.txt"
COMPONENT = "app.kubernetes.io/component"


def of_kind(objects: list[Object], *kinds: str) -> Iterator[Object]:
    return (one for one in objects if one["kind"] in kinds)


def name_of(one: Object) -> str:
    return f"{one['kind']}/{one['metadata']['name']}"


def workloads(objects: list[Object]) -> Iterator[tuple[Object, Object]]:
    """Each object that makes pods, with its pod template."""
    return ((one, one["spec"]["template"]) for one in of_kind(objects, "Deployment", "Job"))


def containers(objects: list[Object]) -> Iterator[tuple[str, Object, Object]]:
    for owner, template in workloads(objects):
        for container in template["spec"]["containers"]:
            yield f"{name_of(owner)} container {container['name']}", template, container


def matches(selector: Object, labels: dict[str, str]) -> bool:
    for expression in selector.get("matchExpressions", []):
        inside = labels.get(expression["key"]) in expression["values"]
        if inside != (expression["operator"] == "In"):
            return False
    return all(labels.get(key) == value for key, value in selector.get("matchLabels", {}).items())


def selector_of(one: Object) -> Object:
    if one["kind"] == "Service":
        return {"matchLabels": one["spec"]["selector"]}
    return dict(one["spec"]["podSelector" if one["kind"] == "NetworkPolicy" else "selector"])


def selectors(objects: list[Object]) -> Faults:
    """A selector picks the pods of its own component, all of them and no others."""
    faults = []
    pods = [(name_of(owner), template["metadata"]["labels"]) for owner, template in workloads(objects)]
    for one in of_kind(objects, "Deployment", "Service", "PodDisruptionBudget", "NetworkPolicy", "PodMonitor"):
        picked = {owner for owner, labels in pods if matches(selector_of(one), labels)}
        component = one["metadata"]["labels"][COMPONENT]
        meant = {owner for owner, labels in pods if labels[COMPONENT] == component}
        if one["kind"] == "PodMonitor":
            meant = {owner for owner, _ in pods if owner.startswith("Deployment/")}
        if picked != meant or not picked:
            faults.append(f"{name_of(one)} selects {sorted(picked) or 'no pod'}, not {sorted(meant)}")
    return faults


def _ports(objects: list[Object], selector: Object) -> dict[str, int]:
    return {port["name"]: port["containerPort"] for _, template, container in containers(objects)
            if matches(selector, template["metadata"]["labels"]) for port in container.get("ports", [])}


def target_ports(objects: list[Object]) -> Faults:
    """What a Service, NetworkPolicy or PodMonitor calls a port is a port of the pods that it selects."""
    faults = []
    for one in of_kind(objects, "Service", "NetworkPolicy", "PodMonitor"):
        known, spec = _ports(objects, selector_of(one)), one["spec"]
        named = {"Service": [port["targetPort"] for port in spec.get("ports", [])],
                 "NetworkPolicy": [port["port"] for rule in spec.get("ingress", []) for port in rule.get("ports", [])],
                 "PodMonitor": [endpoint["port"] for endpoint in spec.get("podMetricsEndpoints", [])]}[one["kind"]]
        faults += [f"{name_of(one)} leads to port {port}, which its pods do not have" for port in named
                   if port not in known and port not in known.values()]
        if one["kind"] == "Service":
            faults += [f"{name_of(one)} has no port for {missing}" for missing in sorted({"grpc", "admin"} - set(named))]
    return faults


def probes(objects: list[Object]) -> Faults:
    """All three probes are there, each asks for its own path on a port that the container has."""
    expected = {"startupProbe": "/livez", "livenessProbe": "/livez", "readinessProbe": "/readyz"}
    faults = []
    for name, _, container in containers([one for one in objects if one["kind"] == "Deployment"]):
        known = {port["name"] for port in container["ports"]}
        for probe, path in expected.items():
            request = container.get(probe, {}).get("httpGet")
            if not request or request["path"] != path:
                faults.append(f"{name}: {probe} does not ask for {path} on a new connection")
            elif request["port"] not in known:
                faults.append(f"{name}: {probe} asks port {request['port']}, which the container does not have")
    return faults


def environment_of(objects: list[Object], container: Object) -> dict[str, str]:
    """Names and values as the process will see them."""
    maps = {one["metadata"]["name"]: one["data"] for one in of_kind(objects, "ConfigMap")}
    seen: dict[str, str] = {}
    for source in container.get("envFrom", []):
        seen.update(maps.get(source["configMapRef"]["name"], {}))
    seen.update({entry["name"]: str(entry.get("value", "")) for entry in container.get("env", [])})
    return seen


def environment(objects: list[Object]) -> Faults:
    """Each service gets only names that it knows: an unknown WAGGLE_* is a start error."""
    lines = ENVIRONMENT.read_text(encoding="utf-8").splitlines()
    allowed = {name: services.split(",") for name, services in map(str.split, lines)}
    maps = {one["metadata"]["name"] for one in of_kind(objects, "ConfigMap")}
    faults = []
    for name, template, container in containers(objects):
        component = template["metadata"]["labels"][COMPONENT]
        faults += [f"{name} sets {key}, which {component} does not know" for key in environment_of(objects, container)
                   if component not in allowed.get(key, [])]
        faults += [f"{name} reads ConfigMap {source['configMapRef']['name']}, which is not there"
                   for source in container.get("envFrom", []) if source["configMapRef"]["name"] not in maps]
        if template["spec"].get("enableServiceLinks", True):
            faults.append(f"{name}: enableServiceLinks is on, so Kubernetes adds WAGGLE_* names of its own")
    return faults


def listening(objects: list[Object]) -> Faults:
    """The ports that the process is told to open are the ports that the container declares."""
    faults = []
    for name, _, container in containers([one for one in objects if one["kind"] in ("Deployment", "ConfigMap")]):
        seen, ports = environment_of(objects, container), {port["name"]: port["containerPort"] for port in container["ports"]}
        for variable, port in (("WAGGLE_GRPC_ADDRESS", "grpc"), ("WAGGLE_ADMIN_ADDRESS", "admin")):
            if seen.get(variable) != f"0.0.0.0:{ports.get(port)}":
                faults.append(f"{name}: {variable} is {seen.get(variable)}, the {port} port is {ports.get(port)}")
    return faults


def files(objects: list[Object]) -> Faults:
    """Each *_FILE lies in a mounted volume that brings that file, and no secret is in the environment itself."""
    faults = []
    for name, template, container in containers(objects):
        volumes = {volume["name"]: volume for volume in template["spec"].get("volumes", [])}
        brought: set[str] = set()
        for mount in container.get("volumeMounts", []):
            volume = volumes.get(mount["name"])
            if not volume:
                faults.append(f"{name} mounts {mount['name']}, which is no volume")
                continue
            source = volume.get("secret") or volume["configMap"]
            brought |= {f"{mount['mountPath']}/{item['path']}" for item in source["items"]}
        for key, value in environment_of(objects, container).items():
            if key.endswith("_FILE") and value not in brought:
                faults.append(f"{name}: {key} names {value}, which no mounted volume brings")
            if key.endswith("_PASSWORD"):
                faults.append(f"{name}: {key} would put a secret into the environment")
        faults += [f"{name} takes {entry['name']} from a Secret into the environment" for entry in container.get("env", [])
                   if "secretKeyRef" in entry.get("valueFrom", {})]
    return faults


def restricted(objects: list[Object]) -> Faults:
    """The restricted pod security standard, a read-only root, and resource requests."""
    faults = []
    for name, template, container in containers(objects):
        pod, own = template["spec"].get("securityContext", {}), container.get("securityContext", {})
        held = {"runAsNonRoot": pod.get("runAsNonRoot") is True and pod.get("runAsUser", 0) > 0,
                "seccompProfile": pod.get("seccompProfile", {}).get("type") == "RuntimeDefault",
                "allowPrivilegeEscalation": own.get("allowPrivilegeEscalation") is False,
                "readOnlyRootFilesystem": own.get("readOnlyRootFilesystem") is True,
                "capabilities": own.get("capabilities") == {"drop": ["ALL"]},
                "automountServiceAccountToken": template["spec"].get("automountServiceAccountToken") is False,
                "memory limit": "memory" in container.get("resources", {}).get("limits", {}),
                "requests": {"cpu", "memory"} <= container.get("resources", {}).get("requests", {}).keys()}
        faults += [f"{name}: {what} is not as the restricted standard wants it" for what, right in held.items() if not right]
    for owner, template in workloads(objects):
        if owner["kind"] == "Deployment" and template["spec"].get("terminationGracePeriodSeconds", 30) < 40:
            faults.append(f"{name_of(owner)} would be killed before its drain of up to 40 s has ended")
    return faults


def references(objects: list[Object]) -> Faults:
    """Service accounts and scaled Deployments exist; a scaled Deployment leaves the number of replicas to the scaler."""
    accounts = {one["metadata"]["name"] for one in of_kind(objects, "ServiceAccount")}
    deployments = {one["metadata"]["name"]: one for one in of_kind(objects, "Deployment")}
    faults = [f"{name_of(owner)} runs as {template['spec']['serviceAccountName']}, which is not there"
              for owner, template in workloads(objects)
              if template["spec"].get("serviceAccountName", "") not in accounts | {""}]
    for scaler in of_kind(objects, "HorizontalPodAutoscaler"):
        target = scaler["spec"]["scaleTargetRef"]["name"]
        if target not in deployments:
            faults.append(f"{name_of(scaler)} scales {target}, which is not there")
        elif "replicas" in deployments[target]["spec"]:
            faults.append(f"{name_of(scaler)} and Deployment/{target} both set the number of replicas")
    return faults


def reachable(objects: list[Object]) -> Faults:
    """A network policy lets each service out to the ports of its own Kafka, Redis and mail server."""
    faults = []
    policies = list(of_kind(objects, "NetworkPolicy"))
    for name, template, container in containers(objects):
        seen = environment_of(objects, container)
        addresses = seen.get("WAGGLE_KAFKA_BROKERS", "").split(",")
        addresses += [seen[key] for key in ("WAGGLE_REDIS_ADDRESS", "WAGGLE_SMTP_URL") if key in seen]
        for policy in (one for one in policies if matches(selector_of(one), template["metadata"]["labels"])):
            open_ports = {str(port["port"]) for rule in policy["spec"].get("egress", []) for port in rule.get("ports", [])}
            faults += [f"{name_of(policy)} keeps {name} from {address}" for address in addresses
                       if address.rpartition(":")[2] not in open_ports]
            if "53" not in open_ports:
                faults.append(f"{name_of(policy)} keeps {name} from resolving names")
    return faults


RULES = {
    "selectors pick the pods of their component": selectors,
    "Services, policies and monitors lead to ports of the pods": target_ports,
    "probes ask ports of the container": probes,
    "environment names are known to each service": environment,
    "processes listen on the ports that containers declare": listening,
    "files named in the environment are mounted": files,
    "pods keep to the restricted standard": restricted,
    "service accounts and scaled Deployments exist": references,
    "network policies let services reach what they need": reachable,
}
