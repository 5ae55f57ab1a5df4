"""``candour policy``: what it prints, what it answers, what it leaves behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from candour.config.cli import main
from tests.policy.files import SMALL, SPOILT, long_pdf, spoilt

CANDOUR = Path(sys.executable).parent / "candour"


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.md"
    path.write_text(SMALL)
    return path


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([CANDOUR, *words], capture_output=True, text=True, check=False)


def test_dry_run_prints_one_json_document_of_the_agreed_shape(policy: Path) -> None:
    done = run("policy", "import", policy, "--dry-run", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert list(found) == ["source", "clauses", "furniture", "warnings", "text"]
    assert list(found["source"]) == ["name", "sha256", "pages"]
    assert len(found["clauses"]) == 8
    for clause in found["clauses"]:
        assert list(clause) == [
            *("id", "number", "headings", "lead_in", "text", "start", "end", "kind", "binds"),
            "suggestions",
        ]
        assert found["text"][clause["start"] : clause["end"]] == clause["text"]
        scores = [each["score"] for each in clause["suggestions"]]
        assert scores == sorted(scores, reverse=True)
        assert all(list(each) == ["control", "score", "reason"] for each in clause["suggestions"])


def test_every_character_lies_in_one_record(policy: Path) -> None:
    found = json.loads(run("policy", "import", policy, "--dry-run", "--json").stdout)
    records = sorted(found["clauses"] + found["furniture"], key=lambda each: each["start"])
    assert "".join(found["text"][each["start"] : each["end"]] for each in records) == found["text"]
    assert [each["start"] for each in records[1:]] == [each["end"] for each in records[:-1]]


def test_dry_run_never_loads_django(policy: Path) -> None:
    code = (
        "import sys; from candour.config.cli import main; "
        f"code = main(['policy', 'import', {str(policy)!r}, '--dry-run', '--json']); "
        "sys.exit(code or ('django' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_file_gets_one_plain_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(spoilt(name))
    done = run("policy", "import", path, "--dry-run", "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("candour: ")
    assert done.stderr.count("\n") == 1
    assert SPOILT[name][1] in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_file_of_500_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(500 * 1024 * 1024)
    done = run("policy", "import", path, "--dry-run")
    assert (done.returncode, done.stdout) == (1, "")
    assert "too large" in done.stderr


def test_a_missing_file_and_bad_usage_answer_1_and_2(tmp_path: Path) -> None:
    assert run("policy", "import", tmp_path / "none.pdf", "--dry-run").returncode == 1
    assert run("policy", "import").returncode == 2
    assert run("policy").returncode == 2


def test_without_a_school_an_import_says_what_to_do(policy: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [CANDOUR, "policy", "import", policy],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CANDOUR_DATA": str(tmp_path), "CANDOUR_DATABASE_URL": ""}
        | {"DJANGO_SETTINGS_MODULE": "candour.config.settings"},
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("candour: There is no school here yet.")
    assert done.stderr.count("\n") == 1


def test_sixty_pages_are_read(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(long_pdf())
    assert len(PdfReader(path).pages) == 60
    done = run("policy", "import", path, "--dry-run", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["source"]["pages"] == 60


def test_the_report_is_a_tagged_pdf_in_british_english(policy: Path, tmp_path: Path) -> None:
    out = tmp_path / "gap.pdf"
    assert run("policy", "import", policy, "--dry-run", "--report", out).returncode == 0
    reader = PdfReader(out)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.trailer["/Root"]["/Metadata"].get_data()
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "What it asks of whom" in text
    assert "Two named members of staff hold the log-in details of each account." in text.replace(
        "\n", ""
    )


def test_a_report_that_cannot_be_written_says_so(policy: Path, tmp_path: Path) -> None:
    done = run("policy", "import", policy, "--dry-run", "--report", tmp_path / "no" / "gap.pdf")
    assert done.returncode == 1
    assert "could not be written" in done.stderr


def test_the_model_policy_is_written_as_markdown_that_can_be_imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "model.md"
    assert main(["policy", "model", str(out)]) == 0
    assert out.read_text().startswith("# Social media policy of ")
    assert main(["policy", "import", str(out), "--dry-run", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found["clauses"]) >= 100
