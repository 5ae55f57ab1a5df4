"""Forms look and speak as the design says."""

from datetime import date

import pytest
from django import forms

from candour.ui.forms import DateField, FilterForm, Form, FormLook, first_control_id
from tests.ui.rendering import rendered


class Ask(Form):
    """A form with one of each kind that behaves differently."""

    name = forms.CharField(label="The person's name", help_text="As on the staff list")
    when = DateField(label="When does it start?")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "Family")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="I have asked")
    mail = forms.EmailField(error_messages={"required": "We need somewhere to write to"})
    note = forms.CharField(required=False, widget=forms.Textarea)
    paper = forms.FileField(label="Paper copy")


def test_empty_fields_say_what_to_do():
    errors = {name: words[0] for name, words in Ask({}).errors.items()}
    assert errors == {
        "name": "Enter the person's name",
        "when": "Answer this: When does it start?",
        "kind": "Choose kind",
        "sure": "Tick the box: I have asked",
        "mail": "We need somewhere to write to",
        "paper": "Choose paper copy",
    }


def test_wrong_values_say_how_to_write_them():
    errors = Ask({"when": "31 2 2026", "kind": "z", "mail": "ruth"}).errors
    assert errors["when"] == ["Enter a real date as day, month and year, for example 12 9 2026"]
    assert errors["kind"] == ["Choose one of those in the list"]
    assert errors["mail"] == ["Enter an e-mail address in full, such as name@school.example"]


def test_date_field_cleans_shows_and_compares_days():
    field = DateField(required=False)
    assert field.clean("12 Sept 2026") == date(2026, 9, 12)
    assert field.clean("") is None
    assert field.prepare_value(date(2026, 9, 12)) == date(2026, 9, 12)
    assert field.widget.format_value(date(2026, 9, 12)) == "12 September 2026"
    assert field.widget.format_value("12 9 26") == "12 9 26"
    assert not field.has_changed(date(2026, 9, 12), "12/9/2026")
    assert field.has_changed(date(2026, 9, 12), "13/9/2026")
    assert field.has_changed(date(2026, 9, 12), "nonsense")


def test_field_joins_label_hint_error_and_control():
    assert rendered("{% field form.name %}", form=Ask({})).replace("\n", "") == (
        '<div class="field wrong"><label for="id_name">The person&#x27;s name</label>'
        '<p class="hint" id="id_name_helptext">As on the staff list</p>'
        '<p class="error" id="id_name_error"><span class="hidden">Error: </span>'
        "Enter the person&#x27;s name</p>"
        '<input type="text" name="name" aria-invalid="true" '
        'aria-describedby="id_name_helptext id_name_error" id="id_name"></div>'
    )


def test_radios_become_a_fieldset_with_legend():
    assert rendered("{% field form.kind %}", form=Ask()).replace("\n", "") == (
        '<div class="field"><fieldset><legend>Kind</legend>'
        '<div class="choice"><input type="radio" name="kind" value="a" id="id_kind_0">'
        '<label for="id_kind_0">Family</label></div></fieldset></div>'
    )


def test_what_may_stay_empty_says_so_but_not_in_a_filter():
    class Narrow(FilterForm):
        """A filter with one field."""

        q = forms.CharField(label="Words", required=False)

    assert '<span class="soft">(optional)</span>' in rendered("{% field form.note %}", form=Ask())
    assert "(optional)" not in rendered("{% field form.q %}", form=Narrow())


def test_text_areas_are_five_lines_unless_a_form_says_otherwise():
    class Long(Form):
        """A text area with lines of its own."""

        text = forms.CharField(widget=forms.Textarea(attrs={"rows": "12"}))

    assert Ask().fields["note"].widget.attrs["rows"] == "5"
    assert Long().fields["text"].widget.attrs["rows"] == "12"


def test_error_summary_leads_to_each_field():
    form = Ask({"name": "x"})
    form.add_error(None, "Your role does not allow this.")
    html = rendered("{% error_summary form %}", form=form)
    assert html.startswith('<div class="summary-errors" role="alert" tabindex="-1" data-focus>')
    assert html.index("Your role does not allow this.") < html.index('<a href="#id_when">')
    assert '<a href="#id_kind_0">Choose kind</a>' in html
    assert first_control_id(form["kind"]) == "id_kind_0"
    assert rendered("{% error_summary form %}", form=Ask()) == ""


def test_form_page_carries_the_token_the_way_out_and_files():
    html = rendered(
        '{% form_page form submit="Ask" cancel="/back/" %}', form=Ask(), csrf_token="t0k"
    )
    assert html.startswith(
        '<form class="form" method="post" novalidate enctype="multipart/form-data">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="t0k">'
    )
    assert html.endswith(
        '<p class="row"><button class="button primary">Ask</button>'
        '<a href="/back/">Cancel</a></p></form>'
    )


def test_a_form_prints_itself_with_our_fields():
    class Short(Form):
        """One field, one hidden."""

        q = forms.CharField()
        page = forms.CharField(widget=forms.HiddenInput)

    html = str(Short())
    assert html.count('<div class="field">') == 1
    assert '<input type="hidden" name="page" id="id_page">' in html


@pytest.mark.parametrize("base", [Form, FormLook])
def test_the_browsers_own_bubbles_are_off(base):
    assert base.use_required_attribute is False
