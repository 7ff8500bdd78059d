"""Running out of memory, simulated by a fake Java that exits as the JVM does then."""
import os
import pathlib
import subprocess
import tempfile

from server import ROOT

JAVA = """#!/bin/sh
echo started >>"{runs}"
[ "$(wc -l <"{runs}")" -gt 1 ] || exit 3
exit 7
"""


def restarts_after_running_out_of_memory():
    """The second run exits with another code, which the script passes on and ends with."""
    with tempfile.TemporaryDirectory(prefix="upcoach-attack-") as folder:
        home, runs = pathlib.Path(folder, "jdk"), pathlib.Path(folder, "runs")
        (home / "bin").mkdir(parents=True)
        (home / "release").write_text('JAVA_VERSION="25"\n')
        for name in ("java", "javac"):
            program = home / "bin" / name
            program.write_text(JAVA.format(runs=runs))
            program.chmod(0o755)
        ended = subprocess.run(
            [ROOT / "upcoach", "run"],
            env={**os.environ, "UPCOACH_JAVA_HOME": str(home), "UPCOACH_RESTART": "yes"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        starts = len(runs.read_text().splitlines()) if runs.exists() else 0
        if starts == 2 and ended.returncode == 7 and "ran out of memory" in ended.stderr:
            return ""
        return f"{starts} starts, code {ended.returncode}: {ended.stderr}"
