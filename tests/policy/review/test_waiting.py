"""A version that is looked at waits on the first screen of those who may look at it."""

from candour.policy.models import ClauseText
from candour.policy.queries.review import review_sections
from candour.policy.waiting import waiting_for
from candour.schools.models import School
from tests.factories.cast import Cast
from tests.policy.stages import imported


def titles(person: object) -> list[str]:
    return [each.title for each in waiting_for(person)]  # type: ignore[arg-type]


def test_a_version_under_review_waits_for_those_who_confirm(school: School, cast: Cast) -> None:
    assert titles(cast.ruth) == ["Give Candour your policy"]
    imported(school, cast.ruth)
    assert titles(cast.ruth) == ["Look at version 1 of your policy"]
    assert titles(cast.helen) == ["Look at version 1 of your policy"]
    assert titles(cast.grace) == []


def test_facts_are_shown_with_suggestions_and_do_not_wait(school: School, cast: Cast) -> None:
    version = imported(school, cast.ruth)
    ClauseText.objects.filter(version=version).update(kind=ClauseText.Kind.FACT)
    clauses = [clause for section in review_sections(version) for clause in section.clauses]
    assert not any(clause.is_open for clause in clauses)
    assert any(clause.undecided for clause in clauses)
