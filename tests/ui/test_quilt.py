"""The quilt counts, names its tiles and says in a sentence what it shows."""

import re
from collections import Counter

import pytest

from candour.ui.pieces import QuiltSection, Tile
from candour.ui.quilt import draw, sentence
from candour.ui.samples import sample_quilt
from candour.ui.states import STATES
from tests.ui.rendering import rendered

STAFF = QuiltSection(
    "Staff",
    [
        Tile("STA-1", "Everybody knows the policy", "met", "/a/"),
        Tile("STA-14", "No contact with pupils", "overdue", "/b/"),
        Tile("STA-2", "The head answers", "fact", "/c/"),
    ],
)


def test_facts_are_drawn_and_not_counted():
    drawn = draw([STAFF])
    assert (drawn.counted, drawn.sections[0].counted) == (2, 2)
    assert [one.key for one in drawn.legend] == ["met", "overdue", "fact"]
    assert drawn.totals == [1, 1, 1]
    assert drawn.sentence == (
        "1 of 2 clauses is met. 1 is overdue. 1 more states a fact and is not counted."
    )


def test_draw_takes_dictionaries_too():
    tile = {"reference": "PRO-1", "title": "Kind words", "state": "nobody", "url": "/d/"}
    drawn = draw([{"title": "Professional", "tiles": [tile]}])
    assert drawn.sections[0].tiles[0].name == "PRO-1 Kind words: nobody is named"


def test_draw_refuses_a_misspelt_state():
    with pytest.raises(KeyError):
        draw([QuiltSection("Staff", [Tile("STA-1", "x", "gren", "/")])])


def test_sentence_of_nothing_and_of_facts_alone():
    assert sentence(Counter()) == "There are no clauses yet."
    assert sentence(Counter(fact=2)) == (
        "No clause asks for anything. 2 state facts and are not counted."
    )


def test_each_tile_is_a_link_that_a_screen_reader_can_say():
    html = rendered("{% quilt sections %}", sections=[STAFF])
    assert re.findall(r'<a class="tile[^>]*>[^<]*</a>', html)[1] == (
        '<a class="tile tone-red" href="/b/" '
        'title="STA-14 No contact with pupils: overdue" '
        'aria-label="STA-14 No contact with pupils: overdue">!</a>'
    )


def test_table_beside_the_quilt_adds_up():
    html = rendered("{% quilt sections %}", sections=sample_quilt())
    foot = html[html.index("<tfoot>") :]
    counts = [int(number) for number in re.findall(r"<td>(\d+)</td>", foot)]
    assert len(counts) == len(STATES)
    assert sum(counts) == html.count('class="tile ')


def test_strip_is_named_by_its_sentence():
    html = rendered('{% quilt_strip sections "/policy/" %}', sections=[STAFF])
    assert html == (
        '<a class="strip" href="/policy/" aria-label="1 of 2 clauses is met. 1 is overdue. '
        '1 more states a fact and is not counted."><span><i class="tone-green"></i>'
        '<i class="tone-red"></i><i class="tone-fact"></i></span></a>'
    )
