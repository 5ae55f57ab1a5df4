"""An export is checked where there is neither a database nor Django's settings."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_checking_an_export_loads_no_django() -> None:
    script = (
        "import sys, candour.audit.exports, candour.audit.verification;"
        "sys.exit(', '.join(name for name in sys.modules if name.startswith('django')) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
