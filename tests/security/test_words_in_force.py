"""The words of a policy in force stay as they were adopted, whatever is taken back later."""

import pytest

from candour.kit.access import Refused
from candour.policy.actions.review import merge_with_next
from candour.policy.actions.steps import undo_step
from candour.policy.actions.versions import adopt_version, discard_version
from candour.policy.models import ClauseText
from candour.schools.models import School
from tests.factories.cast import Cast
from tests.policy.stages import APPROVED, imported, words


def _words_of(version: object) -> list[tuple[object, ...]]:
    found = ClauseText.objects.filter(version=version)
    return list(found.order_by("start").values_list("clause", "start", "end", "text"))


@pytest.mark.parametrize("over", ["adopted", "discarded"])
def test_a_mend_is_not_taken_back_once_the_review_is_over(
    school: School, cast: Cast, over: str
) -> None:
    version = imported(school, cast.ruth)
    step = merge_with_next(by=cast.helen, text=words(version, "Staff must not be friends"))
    if over == "adopted":
        adopt_version(by=cast.ruth, version=version, **APPROVED)
    else:
        discard_version(by=cast.ruth, version=version)
    before = _words_of(version)
    with pytest.raises(Refused, match="no longer being looked at"):
        undo_step(by=cast.helen, step=step)
    assert _words_of(version) == before
