"""The committed bundle is, byte for byte, what the TypeScript and the locked packages give."""

import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.heavy
WEB = Path(__file__).parents[2] / "web"


def test_types_hold_and_the_bundle_is_current() -> None:
    """`npm run check`: strict types, then the bundle made again and compared."""
    done = subprocess.run(
        ["npm", "run", "--silent", "check"], cwd=WEB, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
