"""Each component gives exactly the HTML that the stylesheet and screen readers expect."""

from datetime import date

import pytest
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError, engines
from django.test import RequestFactory

from candour.ui.pieces import Bar, Crumb, Entry, Stat, Task
from tests.ui.rendering import rendered


@pytest.mark.parametrize(
    ("source", "html"),
    [
        (
            '{% state_pill "due_soon" %}',
            '<span class="pill tone-amber"><span aria-hidden="true">◷</span> Due soon</span>',
        ),
        (
            '{% state_pill "overdue" "2 days late" %}',
            '<span class="pill tone-red"><span aria-hidden="true">!</span> 2 days late</span>',
        ),
        (
            '{% state_sign "nobody" %}',
            '<span class="sign tone-dashed"><span aria-hidden="true">?</span>'
            '<span class="hidden">Nobody is named</span></span>',
        ),
        ('{% button "Save" %}', '<button class="button primary">Save</button>'),
        (
            '{% button "Delete" kind="warning" name="act" value="delete" %}',
            '<button class="button warning" name="act" value="delete">Delete</button>',
        ),
        (
            '{% link_button "See all 8" "/all/" %}',
            '<a class="button primary" href="/all/">See all 8</a>',
        ),
        (
            '{% card "Duties" link="Print" url="/p/" %}x{% endcard %}',
            '<section class="card"><div class="card-head"><h2>Duties</h2>'
            '<a href="/p/">Print</a></div>x</section>',
        ),
        (
            '{% card tone="red" %}x{% endcard %}',
            '<section class="card edge tone-red">x</section>',
        ),
        (
            '{% help "What is a duty?" %}<p>x</p>{% endhelp %}',
            '<details class="help"><summary>What is a duty?</summary>'
            '<div class="stack"><p>x</p></div></details>',
        ),
        ("{% inset %}x{% endinset %}", '<div class="inset">x</div>'),
        (
            '{% warning "No way back." %}',
            '<p class="warning"><span class="sign tone-red" aria-hidden="true">!</span>'
            '<strong><span class="hidden">Warning: </span>No way back.</strong></p>',
        ),
        (
            '{% banner "News" tone="amber" %}x{% endbanner %}',
            '<section class="banner tone-amber"><h2>News</h2><div class="stack">x</div></section>',
        ),
        (
            '{% confirmation "Done" reference="7QK-2M" %}x{% endconfirmation %}',
            '<div class="panel tone-green"><h1>Done</h1>'
            "<p>Your reference is <strong>7QK-2M</strong></p></div>"
            '<div class="stack">x</div>',
        ),
        (
            '{% empty "Nothing yet" %}x{% endempty %}',
            '<div class="empty"><h2>Nothing yet</h2><div class="stack">x</div></div>',
        ),
        ('{% back_link "/" "Our policy" %}', '<a class="back" href="/">Our policy</a>'),
        (
            '{% summary_list %}{% summary_row "Owner" change="/c/" %}Ruth{% endsummary_row %}'
            "{% endsummary_list %}",
            '<dl class="summary"><div><dt>Owner</dt><dd>Ruth</dd><dd class="act">'
            '<a href="/c/">Change<span class="hidden"> owner</span></a></dd></div></dl>',
        ),
        (
            '{% progress 3 60 "pages read" %}',
            '<div class="progress" role="status">'
            '<progress max="60" value="3" aria-label="3 of 60 pages read"></progress>'
            "<span>3 of 60 pages read</span></div>",
        ),
        (
            '{% table "Duties" "Duty|Owner" %}{% row %}{% cell "Duty" head=True %}a{% endcell %}'
            '{% cell "Owner" %}b{% endcell %}{% endrow %}{% endtable %}',
            '<div class="table-box"><table class="table" role="table">'
            '<caption class="hidden">Duties</caption><thead role="rowgroup"><tr role="row">'
            '<th scope="col" role="columnheader">Duty</th>'
            '<th scope="col" role="columnheader">Owner</th></tr></thead>'
            '<tbody role="rowgroup"><tr role="row"><th scope="row" role="rowheader">a</th>'
            '<td role="cell" data-label="Owner"><div>b</div></td></tr></tbody></table></div>',
        ),
    ],
)
def test_component_renders(source, html):
    assert rendered(source) == html


def test_values_of_people_are_escaped_everywhere():
    evil = "<b>&</b>"
    for source in (
        "{% card evil %}{% endcard %}",
        "{% banner evil %}{% endbanner %}",
        "{% button evil %}",
        "{% link_button evil evil %}",
        "{% summary_row evil %}{{ evil }}{% endsummary_row %}",
        "{% cell evil %}{{ evil }}{% endcell %}",
        "{% difference evil evil %}",
        '{% state_pill "met" evil %}',
        "{% quiet_line evil evil %}",
        "{% empty evil %}{% endempty %}",
        "{% help evil %}{% endhelp %}",
    ):
        html = rendered(source, evil=evil)
        assert "<b>" not in html
        assert "&lt;b&gt;" in html


def test_breadcrumbs_end_at_this_page():
    assert rendered("{% breadcrumbs c %}", c=[Crumb("Our policy", "/p/"), Crumb("OFF-4")]) == (
        '<nav class="crumbs" aria-label="Where you are"><ol>'
        '<li><a href="/p/">Our policy</a></li>'
        '<li><span aria-current="page">OFF-4</span></li></ol></nav>'
    )


def test_icon_is_hidden_from_screen_readers():
    html = rendered('{% icon "printer" %}')
    assert html.startswith("<svg")
    assert 'aria-hidden="true"' in html
    assert 'width="20"' in html


def test_task_list_says_state_title_context_and_reference():
    html = rendered("{% task_list t %}", t=[Task("Look", "/l/", "overdue", "6 days ago", "OFF-2")])
    assert html == (
        '<ul class="tasks">\n<li><span class="sign tone-red"><span aria-hidden="true">!</span>'
        '<span class="hidden">Overdue</span></span><div><a href="/l/">Look</a>'
        '<p class="soft small">6 days ago · <span class="ref">OFF-2</span></p></div></li>\n</ul>'
    )


def test_stats_show_the_whole_even_when_it_is_nought():
    html = rendered("{% stats f %}", f=[Stat("In hand", 0, 0), Stat("Late", 8, tone="red")])
    assert html == (
        '<dl class="stats"><div><dt>In hand</dt><dd>0 <span>of 0</span></dd></div>'
        '<div><dt>Late</dt><dd class="ink-red">8</dd></div></dl>'
    )


def test_timeline_says_when_who_and_what():
    html = rendered("{% timeline e %}", e=[Entry(date(2026, 9, 1), "Candour", "Began", "all due")])
    assert html == (
        '<ol class="timeline">\n<li><p class="soft small"><time>1 September 2026</time> · Candour'
        '</p><p>Began</p><p class="soft small">all due</p></li>\n</ol>'
    )


def test_bars_are_as_long_as_their_share_of_the_longest():
    html = rendered('{% bar_chart b "Checks" "Fewer." %}', b=[Bar("One", 12), Bar("Two", 9)])
    assert '<rect width="100.0" height="10"/>' in html
    assert '<rect width="75.0" height="10"/>' in html
    assert html.startswith('<p>Fewer.</p><table class="bars"><caption>Checks</caption>')
    assert "<rect" not in rendered('{% bar_chart b "Checks" %}', b=[])


def test_pagination_keeps_the_filter_and_marks_this_page():
    request = RequestFactory().get("/?q=a%20b&page=2")
    page = Paginator(range(60), 20).page(2)
    html = rendered("{% pagination page %}", page=page, request=request)
    assert 'href="?q=a+b&amp;page=1" rel="prev"' in html
    assert '<a href="?q=a+b&amp;page=2" aria-current="page" aria-label="Page 2">2</a>' in html
    assert "21 to 40 of 60" in html
    assert rendered("{% pagination page %}", page=Paginator([1], 20).page(1)) == ""


def test_filter_bar_offers_clear_only_when_something_is_set():
    request = RequestFactory().get("/duties/?q=a")
    html = rendered("{% filter_bar %}x{% endfilter_bar %}", request=request)
    assert '<a href="/duties/">Clear</a>' in html
    assert "Clear" not in rendered(
        "{% filter_bar %}x{% endfilter_bar %}", request=RequestFactory().get("/duties/")
    )


def test_post_buttons_and_undo_carry_the_token():
    token = '<input type="hidden" name="csrfmiddlewaretoken" value="t0k">'
    undo = rendered('{% quiet_line "Saved." "/undo/" %}', csrf_token="t0k")
    assert undo == (
        '<div class="quiet tone-green" role="status"><p>Saved.</p>'
        f'<form method="post" action="/undo/">{token}'
        '<button type="submit" class="button link">Undo</button></form></div>'
    )
    assert token in rendered('{% post_button "Withdraw" "/w/" %}', csrf_token="t0k")
    assert rendered('{% quiet_line "Saved." %}') == (
        '<div class="quiet tone-green" role="status"><p>Saved.</p></div>'
    )


def test_an_unknown_component_is_a_fault_in_the_template():
    with pytest.raises(TemplateSyntaxError):
        engines["django"].from_string("{% load ui %}{% quilted %}")
