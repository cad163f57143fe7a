"""Telling somebody that a run failed: a command of theirs, or a web address that takes JSON.

Belongs here: the message and sending it. Does not belong here: when it is sent (`defs/automation.py`).

| variable | what is done |
| --- | --- |
| `UNREPORTS_ALERT_COMMAND` | run, without a shell, with the message as JSON on standard input |
| `UNREPORTS_ALERT_WEBHOOK` | posted to, the message as JSON (`http` or `https`) |

The address may hold a secret: it is in no log and no message.
"""

import json
import shlex
import subprocess
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import NamedTuple

COMMAND, WEBHOOK = "UNREPORTS_ALERT_COMMAND", "UNREPORTS_ALERT_WEBHOOK"
SECONDS = 30


class AlertError(RuntimeError):
    """The alert could not be sent; the message says why, without the address."""


class Alert(NamedTuple):
    """What is told of a failed run."""

    job: str
    run_id: str
    message: str

    def as_json(self) -> bytes:
        """The body; `text` is what chat services show."""
        text = f"unreports: {self.job} failed, the last release is untouched. {self.message}"
        return json.dumps({"text": text, **self._asdict()}, ensure_ascii=False).encode()


def send(alert: Alert, environment: Mapping[str, str]) -> list[str]:
    """Send it every way that is set; gives the ways. Raises AlertError."""
    ways = []
    if command := environment.get(COMMAND):
        _run(command, alert)
        ways.append(COMMAND)
    if address := environment.get(WEBHOOK):
        _post(address, alert)
        ways.append(WEBHOOK)
    return ways


def _run(command: str, alert: Alert) -> None:
    try:
        subprocess.run(
            shlex.split(command), input=alert.as_json(), capture_output=True, timeout=SECONDS, check=True
        )
    except subprocess.CalledProcessError as error:
        raise AlertError(f"The command of {COMMAND} ended with exit code {error.returncode}.") from None
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise AlertError(f"The command of {COMMAND} cannot be run ({type(error).__name__}).") from None


def _post(address: str, alert: Alert) -> None:
    if not address.startswith(("https://", "http://")):
        raise AlertError(f"{WEBHOOK} is no http or https address.")
    try:
        request = urllib.request.Request(
            address, data=alert.as_json(), headers={"Content-Type": "application/json"}, method="POST"
        )
        with urllib.request.urlopen(request, timeout=SECONDS):
            pass
    except urllib.error.HTTPError as error:
        raise AlertError(f"The address of {WEBHOOK} answered {error.code}.") from None
    except (OSError, ValueError) as error:
        raise AlertError(f"The address of {WEBHOOK} cannot be reached ({type(error).__name__}).") from None
