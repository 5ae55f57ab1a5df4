#!/usr/bin/env python3
"""Candour's one command runner. Needs only Python 3.11 or later; sets up everything else.

python3 run.py demo     a sample school to try, at http://localhost:8000
python3 run.py test     the whole test suite: SQLite, a real browser, PostgreSQL
python3 run.py check    formatting, linting, types, import contracts, budgets
python3 run.py setup    leaves .venv/bin/candour, for a real school
python3 run.py bench    the benchmarks (or one: bench NAME)
python3 run.py docs     the generated tables in docs/
python3 run.py format   formats the code
python3 run.py lock     makes the lock files anew from pyproject.toml
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = TOOLS / "bin" / "uv"
OLDEST = (3, 11)
SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.settings", "UV_PYTHON_DOWNLOADS": "never"}


def say(words: str) -> None:
    """One line for the person at the terminal."""
    print(f"· {words}", flush=True)


def run(*command: object, env: dict[str, str] | None = None, quiet: bool = False) -> int:
    """Run a command in the project's folder; returns its exit status."""
    words = [str(part) for part in command]
    done = subprocess.run(
        words,
        cwd=ROOT,
        env={**os.environ, **SETTINGS, **(env or {})},
        stdout=subprocess.DEVNULL if quiet else None,
        check=False,
    )
    return done.returncode


def must(*command: object, why: str, env: dict[str, str] | None = None) -> None:
    """Run a command that has to succeed; ends with a plain sentence when it does not."""
    if run(*command, env=env) != 0:
        sys.exit(f"run.py: {why}")


def is_root() -> bool:
    """Whether packages of the system may be installed."""
    return os.geteuid() == 0


def apt_install(*packages: str) -> bool:
    """Install Debian packages, as root only. Returns whether that worked."""
    if not is_root() or shutil.which("apt-get") is None:
        return False
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    command = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)
    if run(*command, env=quiet, quiet=True) == 0:
        return True
    run("apt-get", "update", "-qq", env=quiet, quiet=True)
    return run(*command, env=quiet, quiet=True) == 0


def ensure_pip() -> None:
    """Make pip available to this Python, or say what to install."""
    if run(sys.executable, "-c", "import pip", quiet=True) == 0:
        return
    if not apt_install("python3-pip"):
        sys.exit("run.py: this Python has no pip. Install it (on Debian: apt install python3-pip).")


def ensure_uv() -> None:
    """Fetch the installer by hash into .tools."""
    lock = ROOT / "locks" / "tools.txt"
    stamp = TOOLS / f".ready-{_digest(lock)}"
    if UV.exists() and stamp.exists():
        return
    ensure_pip()
    say("fetching the installer")
    shutil.rmtree(TOOLS, ignore_errors=True)
    must(
        *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
        *("--no-warn-script-location", "--root-user-action=ignore"),
        *("--target", TOOLS, "--require-hashes", "-r", lock),
        why="the installer could not be fetched; is the package registry reachable?",
    )
    stamp.touch()


def _digest(*files: Path) -> str:
    return hashlib.sha256(b"".join(each.read_bytes() for each in files)).hexdigest()[:16]


def ensure_environment(kind: str) -> None:
    """Make .venv from the hashed lock: ``runtime`` to run Candour, ``dev`` to test it as well."""
    locks = {name: ROOT / "locks" / f"{name}.txt" for name in ("runtime", "dev")}
    stamp = _digest(locks["runtime"], locks["dev"], ROOT / "pyproject.toml")
    wanted = {f".ready-{name}-{stamp}" for name in ({kind, "dev"})}
    if PYTHON.exists() and any((VENV / name).exists() for name in wanted):
        return
    ensure_uv()
    say(f"making the environment ({kind})")
    if not PYTHON.exists():
        must(UV, "venv", "--quiet", "--python", sys.executable, VENV, why="no environment was made")
    sync = (UV, "pip", "sync", "--quiet", "--python", PYTHON, "--require-hashes", locks[kind])
    must(*sync, why="the packages could not be installed")
    own = ("install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", ".")
    must(UV, "pip", *own, "--python", PYTHON, why="Candour itself could not be installed")
    for old in VENV.glob(".ready-*"):
        old.unlink()
    (VENV / f".ready-{kind}-{stamp}").touch()


# ---------------------------------------------------------------- what the tests need


def find_browser() -> str | None:
    """The path of Chromium, installed first where that is allowed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None and is_root():
        say("installing Chromium for the browser tests")
        apt_install("chromium", "fonts-dejavu-core")
        found = shutil.which("chromium")
    return found


def answers(url: str) -> bool:
    """Whether a PostgreSQL answers at this address."""
    code = "import sys,psycopg; psycopg.connect(sys.argv[1], connect_timeout=3).close()"
    return (
        subprocess.run([PYTHON, "-c", code, url], capture_output=True, check=False).returncode == 0
    )


def find_postgresql() -> tuple[str | None, Path | None]:
    """An address for tests, and the folder of a cluster started here (to be stopped), if any."""
    given = os.environ.get("CANDOUR_TEST_DATABASE_URL")
    if given:
        return (given if answers(given) else None), None
    for user in ("postgres", os.environ.get("USER", "root")):
        for host in ("127.0.0.1:5432", "%2Fvar%2Frun%2Fpostgresql"):
            url = f"postgres://{user}@{host}/postgres"
            if answers(url):
                return url, None
    return start_cluster()


def start_cluster() -> tuple[str | None, Path | None]:
    """Start a PostgreSQL cluster of our own in a temporary folder."""
    import tempfile

    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs and is_root():
        say("installing PostgreSQL for the tests")
        apt_install("postgresql")
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    if not programs and on_path is None:
        return None, None
    binaries = programs[-1].parent if programs else Path(str(on_path)).parent
    folder = Path(tempfile.mkdtemp(prefix="candour-pg-"))
    # PostgreSQL refuses to run as root: its own account does, where there is one.
    prefix: tuple[str, ...] = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
    if not is_root():
        prefix = ()
    else:
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    steps = (
        (*prefix, binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"),
        (
            *prefix,
            binaries / "pg_ctl",
            "-D",
            data,
            "-w",
            "-l",
            folder / "log",
            "-o",
            options,
            "start",
        ),
    )
    if any(run(*step, quiet=True) != 0 for step in steps):
        return None, None
    return f"postgres://postgres@{str(folder).replace('/', '%2F')}/postgres", folder


def stop_cluster(folder: Path | None) -> None:
    """Stop and remove a cluster that this run started."""
    if folder is None:
        return
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    program = str(binaries[-1]) if binaries else "pg_ctl"
    prefix = (
        ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups") if is_root() else ()
    )
    run(*prefix, program, "-D", folder / "data", "-m", "immediate", "stop", quiet=True)
    shutil.rmtree(folder, ignore_errors=True)


# ---------------------------------------------------------------- verbs


def setup(_: list[str]) -> int:
    """Leave .venv/bin/candour."""
    ensure_environment("runtime")
    say("ready: .venv/bin/candour --help")
    return 0


def demo(words: list[str]) -> int:
    """A sample school, web and background work, links to sign in."""
    ensure_environment("runtime")
    program = VENV / "bin" / "candour"
    os.chdir(ROOT)
    os.execv(program, [str(program), "demo", *words])


def check(_: list[str]) -> int:
    """Everything that can be said of the code without running it."""
    ensure_environment("dev")
    here = VENV / "bin"
    code = ("candour", "tests", "bench", "run.py")
    steps = {
        "formatting": (here / "ruff", "format", "--check", "--quiet", *code),
        "linting": (here / "ruff", "check", "--quiet", *code),
        "types": (here / "mypy", "candour"),
        "import contracts": (here / "lint-imports",),
        "templates": (here / "djlint", "candour", "--lint", "--quiet"),
        "migrations": (PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"),
        "deployment": (PYTHON, "-m", "django", "check", "--fail-level", "ERROR"),
        "architecture and budgets": (
            *(PYTHON, "-m", "pytest", "-q", "tests/architecture", "-m", "not access_matrix"),
        ),
    }
    failed = []
    for name, command in steps.items():
        say(name)
        if run(*command, env={"PYTHONPATH": str(ROOT)}) != 0:
            failed.append(name)
    print(f"\ncheck: {'failed: ' + ', '.join(failed) if failed else 'all well'}")
    return 1 if failed else 0


def test(words: list[str]) -> int:
    """The suite on SQLite, in a browser, on PostgreSQL; names what it could not have."""
    ensure_environment("dev")
    pytest = (PYTHON, "-m", "pytest", "-q")
    if words:
        return run(*pytest, *words)
    missing = []
    results = {}
    say("tests on SQLite")
    results["SQLite"] = run(*pytest, "-n", "2", "--dist", "loadscope", "-m", "not browser")
    browser = find_browser()
    if browser:
        say("journeys in the browser")
        results["browser"] = run(*pytest, "-m", "browser", env={"CANDOUR_BROWSER": browser})
    else:
        missing.append("Chromium (the browser journeys did not run)")
    url, cluster = find_postgresql()
    if url:
        say("tests on PostgreSQL")
        env = {"CANDOUR_TEST_DATABASE_URL": url}
        results["PostgreSQL"] = run(
            *pytest, "-n", "2", "--dist", "loadscope", "-m", "not browser", env=env
        )
        stop_cluster(cluster)
    else:
        missing.append("PostgreSQL (nothing ran on it)")
    failed = [name for name, status in results.items() if status != 0]
    print(f"\ntests: {'failed on ' + ', '.join(failed) if failed else 'all passed'}.")
    print(f"missing: {'; '.join(missing) if missing else 'nothing'}.")
    strict = os.environ.get("CANDOUR_CI") == "1"
    return 1 if failed or (strict and missing) else 0


def bench(words: list[str]) -> int:
    """Run the benchmarks, all or those named."""
    ensure_environment("dev")
    names = words or sorted(path.stem for path in (ROOT / "bench").glob("*.py"))
    status = 0
    for name in names:
        say(f"bench/{name}.py")
        status |= run(PYTHON, ROOT / "bench" / f"{name}.py", env={"PYTHONPATH": str(ROOT)})
    return status


def docs(_: list[str]) -> int:
    """Write the generated tables of docs/."""
    ensure_environment("dev")
    code = (
        "import django; django.setup(); from pathlib import Path;"
        "from candour.config.tables import write_tables; write_tables(Path('docs'))"
    )
    return run(PYTHON, "-c", code, env={"PYTHONPATH": str(ROOT)})


def format_code(_: list[str]) -> int:
    """Format and sort imports."""
    ensure_environment("dev")
    code = ("candour", "tests", "bench", "run.py")
    run(VENV / "bin" / "ruff", "check", "--fix", "--quiet", *code)
    return run(VENV / "bin" / "ruff", "format", "--quiet", *code)


def lock(_: list[str]) -> int:
    """Make the hashed lock files anew. They hold no address, so any registry may serve them."""
    ensure_uv()
    common = ("--universal", "--generate-hashes", "--python-version", "3.11", "--quiet")
    bare = ("--no-header", "--no-annotate")
    build = ("--group", "build")
    runtime, dev = ROOT / "locks" / "runtime.txt", ROOT / "locks" / "dev.txt"
    compile_ = (UV, "pip", "compile", "pyproject.toml", *common, *bare)
    status = run(*compile_, *build, "-o", runtime)
    return status or run(*compile_, *build, "--group", "dev", "-c", runtime, "-o", dev)


VERBS = {
    "demo": demo,
    "test": test,
    "check": check,
    "setup": setup,
    "bench": bench,
    "docs": docs,
    "format": format_code,
    "lock": lock,
}


def main() -> int:
    """Pick the verb. Returns the exit status."""
    if sys.version_info[:2] < OLDEST:
        sys.exit("run.py: Candour needs Python 3.11 or later.")
    words = sys.argv[1:]
    if not words or words[0] not in VERBS:
        print(__doc__)
        return 0 if words and words[0] in {"-h", "--help", "help"} else 2
    return VERBS[words[0]](words[1:])


if __name__ == "__main__":
    sys.exit(main())
