"""What stands in `deploy/` fits the schemas of its tools, the settings of the bot, and itself."""

from __future__ import annotations

import re
import shutil
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import kubernetes_validate  # type: ignore[import-untyped]
import pytest
import yaml
from redis import Redis
from redis.exceptions import AuthenticationError
from redis.exceptions import ConnectionError as AwayError

from iombot.adapters.monitor import find_meter
from iombot.adapters.telegram.webhook import HOLD_SECONDS
from iombot.settings import Settings

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
COMPOSE = DEPLOY / "compose.yaml"
KUBERNETES = sorted(path for path in (DEPLOY / "kubernetes").glob("*.yaml") if path.name != "kustomization.yaml")
COMPOSED = yaml.safe_load(COMPOSE.read_text("utf-8"))
RESOURCES: list[dict[str, Any]] = list(
    chain.from_iterable(yaml.safe_load_all(path.read_text("utf-8")) for path in KUBERNETES)
)
BY_NAME = {(resource["kind"], resource["metadata"]["name"]): resource for resource in RESOURCES}
PODS = {
    resource["metadata"]["name"]: resource["spec"]["template"]
    for resource in RESOURCES
    if resource["kind"] in ("Deployment", "StatefulSet")
}
BOT = PODS["iombot"]["spec"]["containers"][0]
VARIABLES = set(Settings.descriptions())


def test_the_compose_file_fits_its_schema() -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(COMPOSE)]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_proxy_is_set_up_as_it_can_be() -> None:
    caddy = shutil.which("caddy")
    if caddy is None:
        pytest.skip("Caddy is not installed: apt-get install caddy")
    check = [caddy, "adapt", "--validate", "--config", str(DEPLOY / "Caddyfile")]
    done = subprocess.run(check, capture_output=True, text=True, check=False, env={"IOMBOT_DOMAIN": "bot.example"})
    assert done.returncode == 0, done.stderr


def test_the_proxy_lets_in_the_webhook_alone() -> None:
    given = COMPOSED["services"]["bot"]["environment"]
    lines = [line.strip() for line in (DEPLOY / "Caddyfile").read_text("utf-8").splitlines()]
    assert f"handle /{given['IOMBOT_WEBHOOK_PATH']} {{" in lines
    assert f"dynamic a bot {given['IOMBOT_WEBHOOK_PORT']} {{" in lines
    assert [line for line in lines if line.startswith("handle")][1:] == ["handle {"]
    assert lines[lines.index("handle {") + 1] == "respond 404"


@pytest.mark.parametrize(
    "resource", RESOURCES, ids=lambda resource: f"{resource['kind']} {resource['metadata']['name']}"
)
def test_every_resource_fits_the_schema_of_kubernetes(resource: dict[str, Any]) -> None:
    kubernetes_validate.validate(resource, kubernetes_validate.latest_version(), strict=True)


@pytest.mark.parametrize("given", [
    COMPOSED["services"]["bot"]["environment"], BY_NAME["ConfigMap", "iombot"]["data"]
], ids=["compose", "kubernetes"])  # fmt: skip
def test_the_settings_are_those_of_the_bot(given: dict[str, str]) -> None:
    assert given.keys() - VARIABLES == set()
    plain = {
        name.removeprefix("IOMBOT_").lower(): value.replace("${IOMBOT_DOMAIN}", "bot.example")
        for name, value in given.items()
    }
    settings = Settings.of(plain)
    assert (settings.webhook_path, settings.webhook_port, settings.total_limit) == ("telegram", 8443, 1800)


def test_every_secret_is_there_that_a_file_names() -> None:
    written = set(BY_NAME["Secret", "iombot"]["stringData"])
    composed = {Path(secret["file"]).name for secret in COMPOSED["secrets"].values()}
    mounted = {
        item["key"]
        for pod in PODS.values()
        for volume in pod["spec"]["volumes"] if "secret" in volume
        for item in volume["secret"]["items"]
    }  # fmt: skip
    assert (composed, mounted) == (written, written)
    for given in (COMPOSED["services"]["bot"]["environment"], BY_NAME["ConfigMap", "iombot"]["data"]):
        files = {Path(value).name for name, value in given.items() if name.endswith("_FILE")}
        assert files == {"telegram-token", "webhook-secret", "state-url", "questions-url"}


@pytest.mark.parametrize("name", PODS)
def test_no_container_is_root_or_writes_where_it_lives(name: str) -> None:
    pod = PODS[name]["spec"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod["automountServiceAccountToken"] is False
    for container in pod["containers"]:
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]},
        }  # fmt: skip
        assert "memory" in container["resources"]["limits"]


@pytest.mark.parametrize("name", COMPOSED["services"])
def test_every_service_is_hardened(name: str) -> None:
    service = COMPOSED["services"][name]
    assert (service["read_only"], service["security_opt"]) == (True, ["no-new-privileges:true"])


def test_the_probes_ask_what_the_bot_answers() -> None:
    paths = {name: BOT[name]["httpGet"]["path"] for name in ("startupProbe", "livenessProbe", "readinessProbe")}
    assert paths == {"startupProbe": "/healthz", "livenessProbe": "/healthz", "readinessProbe": "/readyz"}
    ports = {port["name"]: str(port["containerPort"]) for port in BOT["ports"]}
    data = BY_NAME["ConfigMap", "iombot"]["data"]
    assert ports == {"webhook": data["IOMBOT_WEBHOOK_PORT"], "monitor": data["IOMBOT_MONITOR_PORT"]}


def test_prometheus_finds_the_metrics_that_are_measured() -> None:
    data, given = BY_NAME["ConfigMap", "iombot"]["data"], COMPOSED["services"]["bot"]["environment"]
    assert PODS["iombot"]["metadata"]["annotations"] == {
        "prometheus.io/scrape": "true", "prometheus.io/port": data["IOMBOT_MONITOR_PORT"],
        "prometheus.io/path": find_meter(wanted=True)[1][0].path,
    }  # fmt: skip
    # Prometheus asks from elsewhere, and nobody else gets to the port.
    assert (data["IOMBOT_MONITOR_LISTEN"], given["IOMBOT_MONITOR_LISTEN"]) == ("0.0.0.0", "0.0.0.0")  # noqa: S104
    assert "ports" not in COMPOSED["services"]["bot"]
    assert [port["name"] for port in BY_NAME["Service", "iombot"]["spec"]["ports"]] == ["webhook"]


def test_every_secret_is_read_where_it_is_mounted() -> None:
    (mount,) = BOT["volumeMounts"]
    (volume,) = [one for one in PODS["iombot"]["spec"]["volumes"] if one["name"] == mount["name"]]
    mounted = {f"{mount['mountPath']}/{item['path']}" for item in volume["secret"]["items"]}
    data, given = BY_NAME["ConfigMap", "iombot"]["data"], COMPOSED["services"]["bot"]["environment"]
    assert mounted == {value for name, value in data.items() if name.endswith("_FILE")}
    composed = {f"/run/secrets/{name}" for name in COMPOSED["services"]["bot"]["secrets"]}
    assert composed == {value for name, value in given.items() if name.endswith("_FILE")}
    # Readable for the group of the container's user.
    context = PODS["iombot"]["spec"]["securityContext"]
    assert (volume["secret"]["defaultMode"] & 0o777, context["fsGroup"]) == (0o440, context["runAsGroup"])


def test_the_user_of_the_containers_is_the_one_of_the_image() -> None:
    (user,) = re.findall(r"^USER (\d+):(\d+)$", (DEPLOY.parent / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    context = PODS["iombot"]["spec"]["securityContext"]
    assert user == (str(context["runAsUser"]), str(context["runAsGroup"]))


def test_what_the_scaler_measures_is_asked_for_by_the_bots() -> None:
    metrics = BY_NAME["HorizontalPodAutoscaler", "iombot"]["spec"]["metrics"]
    used = {metric["resource"]["name"] for metric in metrics if metric["resource"]["target"]["type"] == "Utilization"}
    assert len(used) == len(metrics) > 0
    # A share of what is not asked for is no number, and nothing is scaled.
    assert used <= BOT["resources"]["requests"].keys()


def test_requests_from_outside_reach_the_webhook_where_telegram_is_told_that_it_is() -> None:
    data, ingress = BY_NAME["ConfigMap", "iombot"]["data"], BY_NAME["Ingress", "iombot"]["spec"]
    (rule,) = ingress["rules"]
    (path,) = rule["http"]["paths"]
    assert data["IOMBOT_WEBHOOK_URL"] == f"https://{rule['host']}{path['path']}"
    assert path["path"] == f"/{data['IOMBOT_WEBHOOK_PATH']}"
    assert ingress["tls"][0]["hosts"] == [rule["host"]]
    backend = path["backend"]["service"]
    ports = {port["name"]: port["targetPort"] for port in BY_NAME["Service", backend["name"]]["spec"]["ports"]}
    assert ports[backend["port"]["name"]] in {port["name"] for port in BOT["ports"]}
    given = COMPOSED["services"]["bot"]["environment"]
    assert given["IOMBOT_WEBHOOK_URL"].partition("}")[2] == f"/{given['IOMBOT_WEBHOOK_PATH']}"


def test_policies_open_ports_that_their_pods_have() -> None:
    for policy in (resource for resource in RESOURCES if resource["kind"] == "NetworkPolicy"):
        labels = policy["spec"]["podSelector"].get("matchLabels")
        mine = _ports(labels)
        for rule in policy["spec"].get("ingress", []):
            assert {port["port"] for port in rule["ports"]} <= mine
        for rule in policy["spec"].get("egress", []):
            for peer in rule["to"]:
                named = {port["port"] for port in rule["ports"] if isinstance(port["port"], str)}
                assert named <= _ports(peer.get("podSelector", {}).get("matchLabels"))


def _ports(labels: dict[str, str] | None) -> set[str]:
    """Names of the ports of the pods with these labels."""
    pods = [pod for pod in PODS.values() if pod["metadata"]["labels"] == labels]
    return {port["name"] for pod in pods for container in pod["spec"]["containers"] for port in container["ports"]}


def test_an_update_in_hand_ends_before_the_container_does() -> None:
    pod, compose = PODS["iombot"]["spec"], COMPOSED["services"]["bot"]["stop_grace_period"]
    pause = BOT["lifecycle"]["preStop"]["sleep"]["seconds"]
    assert pod["terminationGracePeriodSeconds"] - pause > HOLD_SECONDS
    assert int(compose.removesuffix("s")) > HOLD_SECONDS


def test_two_replicas_are_kept_and_whatever_selects_them_finds_them() -> None:
    labels = PODS["iombot"]["metadata"]["labels"]
    scaler, budget = BY_NAME["HorizontalPodAutoscaler", "iombot"]["spec"], BY_NAME["PodDisruptionBudget", "iombot"]
    assert (BY_NAME["Deployment", "iombot"]["spec"]["replicas"], scaler["minReplicas"]) == (2, 2)
    assert scaler["scaleTargetRef"] == {"apiVersion": "apps/v1", "kind": "Deployment", "name": "iombot"}
    assert budget["spec"]["selector"]["matchLabels"] == BY_NAME["Service", "iombot"]["spec"]["selector"] == labels
    rate = int(BY_NAME["ConfigMap", "iombot"]["data"]["IOMBOT_MESSAGES_PER_SECOND"])
    assert rate * scaler["maxReplicas"] <= 32


def test_every_policy_and_service_names_pods_that_exist() -> None:
    known = [pod["metadata"]["labels"] for pod in PODS.values()]
    policies = [resource["spec"]["podSelector"] for resource in RESOURCES if resource["kind"] == "NetworkPolicy"]
    selected = [policy["matchLabels"] for policy in policies if policy]
    served = [resource["spec"]["selector"] for resource in RESOURCES if resource["kind"] == "Service"]
    assert {} in policies
    assert [one for one in (*selected, *served) if one not in known] == []
    assert [pod for pod in known if pod not in selected] == []


def test_the_kustomization_applies_every_file_but_the_example() -> None:
    applied = yaml.safe_load((DEPLOY / "kubernetes/kustomization.yaml").read_text("utf-8"))["resources"]
    assert sorted(applied) == [path.name for path in KUBERNETES if path.name != "secret.example.yaml"]


def test_images_are_named_without_a_registry() -> None:
    images = [service["image"] for service in COMPOSED["services"].values()]
    images += [container["image"] for pod in PODS.values() for container in pod["spec"]["containers"]]
    assert [image for image in images if "/" in image or "." in image] == []


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    """The secrets of a deployment on this machine, as the script writes them."""
    script = shutil.copy(DEPLOY / "secrets.sh", tmp_path / "secrets.sh")
    (tmp_path / "token").write_text("123456:token\n", "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [script, tmp_path / "token", f"127.0.0.1:{port}/0#", "postgres"]
    for _ in range(2):  # the second time changes nothing
        subprocess.run(command, check=True)
    return tmp_path / "secrets"


def test_the_script_writes_every_secret_for_one_user_alone(secrets: Path) -> None:
    found = {path.name: path.read_text("utf-8") for path in secrets.iterdir()}
    assert found.keys() == BY_NAME["Secret", "iombot"]["stringData"].keys()
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o700
    given = {f"{name.replace('-', '_')}_file": secrets / name for name in ("telegram-token", "webhook-secret")}
    settings = Settings.of(given | {"state_url_file": secrets / "state-url"})
    assert settings.token().get_secret_value() == "123456:token"
    assert len(settings.webhook_token().get_secret_value()) == 64
    assert found["postgres-password"] in found["questions-url"]


def test_secrets_for_servers_of_another_name_are_not_passed_off_as_new_ones(secrets: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in secrets.iterdir()}
    command = [str(tmp_path / "secrets.sh"), str(tmp_path / "token"), "iombot-redis", "iombot-postgres"]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (refused.returncode, "name other servers" in refused.stderr) == (1, True)
    assert {path.name: path.read_bytes() for path in secrets.iterdir()} == before
    for name in ("state-url", "questions-url"):
        (secrets / name).unlink()
    subprocess.run(command, check=True)
    assert "@iombot-redis:6379/0" in (secrets / "state-url").read_text("utf-8")


@pytest.fixture
def composed_redis(secrets: Path, tmp_path: Path) -> Iterator[str]:
    """Redis as the compose file starts it; its address with the password."""
    url = (secrets / "state-url").read_text("utf-8").partition("#")[0]
    program, config, *options = COMPOSED["services"]["redis"]["command"]
    found = shutil.which(program)
    if found is None:
        pytest.skip("Redis is not installed: apt-get install redis-server")
    port = url.rpartition(":")[2].partition("/")[0]
    command = [found, secrets / Path(config).name, *options, "--port", port, "--bind", "127.0.0.1"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL) as running:
        yield url
        running.terminate()


def test_redis_starts_as_written_and_wants_its_password(composed_redis: str) -> None:
    with Redis.from_url(composed_redis) as inside:
        _wait(inside)
        assert (inside.config_get("save"), inside.config_get("appendonly")) == ({"save": ""}, {"appendonly": "no"})
    host = composed_redis.rpartition("@")[2]
    with Redis.from_url(f"redis://{host}") as stranger, pytest.raises(AuthenticationError):
        stranger.ping()


def test_both_ways_start_redis_alike() -> None:
    pod = PODS["iombot-redis"]["spec"]["containers"][0]["command"]
    composed = COMPOSED["services"]["redis"]["command"]
    assert (pod[0], pod[2:]) == (composed[0], composed[2:])


def _wait(redis: Redis) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            redis.ping()
        except AwayError:
            time.sleep(0.05)
        else:
            return
