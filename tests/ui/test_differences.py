"""Two texts compared word by word."""

from hypothesis import given
from hypothesis import strategies as st

from candour.ui.differences import Change, diff_words, one_side
from tests.ui.rendering import rendered

TEXTS = st.lists(st.sampled_from(["staff", "must", "not", "pupils", "\n", "friend ", "é"])).map(
    " ".join
)


@given(TEXTS, TEXTS)
def test_each_side_gives_its_text_back(old, new):
    changes = diff_words(old, new)
    assert "".join(each.text for each in one_side(changes, "old")) == old
    assert "".join(each.text for each in one_side(changes, "new")) == new


def test_what_went_comes_before_what_came():
    assert diff_words("Tell the head today.", "Tell the lead today.") == [
        Change("same", "Tell the "),
        Change("gone", "head "),
        Change("new", "lead "),
        Change("same", "today."),
    ]


def test_difference_marks_words_for_eyes_and_ears():
    html = rendered('{% difference "a <b> c" "a d c" %}')
    assert html == (
        '<div class="sides"><div role="group" aria-label="Before"><p class="label">Before</p>'
        '<p class="text">a <del><span class="hidden">[removed: </span>&lt;b&gt;'
        '<span class="hidden">]</span></del> c</p></div>'
        '<div role="group" aria-label="Now"><p class="label">Now</p>'
        '<p class="text">a <ins><span class="hidden">[added: </span>d'
        '<span class="hidden">]</span></ins> c</p></div></div>'
    )
