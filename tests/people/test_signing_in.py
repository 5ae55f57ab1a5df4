"""Signing in by e-mailed code and second step, and limits that lock nobody else out."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client

from candour.people.actions import retire_person
from candour.people.adapters import ASKED_TOO_OFTEN, TRIED_TOO_OFTEN, WRONG_CODE
from candour.people.models import Account, Person
from candour.people.sessions import OWNER_KEY
from candour.schools.models import School
from tests.factories.cast import Cast, make_person

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
DESK = "/larkfield/"


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


def ask(client: Client, address: str) -> str:
    """Ask for a code; the page that follows, as text."""
    return client.post("/sign-in/", {"email": address}, follow=True).content.decode()


def code_sent() -> str:
    """The code in the newest message."""
    found = re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    assert found
    return found.group()


def app_code(at: float = 0.0) -> str:
    """What an authenticator app with our secret shows at a moment (now unless given)."""
    return format_hotp_value(hotp_value(SECRET, int(at or time.time()) // 30))


def first_half(client: Client, person: Person) -> str:
    """Ask for a code and type it; the address that follows."""
    ask(client, str(person.account))
    return str(client.post("/sign-in/code/", {"code": code_sent()}).headers["Location"])


def wholly(client: Client, person: Person) -> str:
    """Sign in with both steps; the address that follows."""
    first_half(client, person)
    return str(client.post("/sign-in/second-step/", {"code": app_code()}).headers["Location"])


@pytest.fixture
def with_app(cast: Cast) -> Person:
    """The headteacher, with an authenticator app."""
    assert cast.ruth.account
    TOTP.activate(cast.ruth.account, SECRET)
    RecoveryCodes.activate(cast.ruth.account)
    return cast.ruth


def test_a_code_by_mail_lets_a_teacher_in(cast: Cast) -> None:
    client = Client()
    assert first_half(client, cast.grace) == "/"
    assert client.get("/").headers["Location"] == DESK
    assert client.get("/larkfield/people/").status_code == 200


def test_the_mail_says_nothing_but_the_code(cast: Cast) -> None:
    ask(Client(), str(cast.grace.account))
    (message,) = mail.outbox
    assert message.subject == "Your code to sign in to Candour"
    assert message.to == ["grace.liu@larkfield.example"]
    assert not {"Grace", "Larkfield"} & set(re.findall(r"\w+", str(message.body)))


def test_the_answer_is_the_same_for_an_address_that_nobody_has(cast: Cast) -> None:
    known = ask(Client(), "grace.liu@larkfield.example")
    unknown = ask(Client(), "grace.lee@larkfield.example")
    same = unknown.replace("grace.lee", "grace.liu")
    token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert token.sub("", same) == token.sub("", known)
    assert len(mail.outbox) == 1


def test_an_address_is_read_in_any_case(cast: Cast) -> None:
    ask(Client(), "Grace.LIU@Larkfield.example")
    assert len(mail.outbox) == 1


def test_a_code_is_spent_once_and_dies_after_fifteen_minutes(cast: Cast) -> None:
    with time_machine.travel("2026-11-24 09:00Z", tick=False) as clock:
        client = Client()
        ask(client, str(cast.grace.account))
        clock.shift(15 * 60 + 1)
        answer = client.post("/sign-in/code/", {"code": code_sent()})
        assert answer.headers["Location"] == "/sign-in/"
    assert client.get("/account/devices/").status_code == 302


def test_five_wrong_codes_end_this_try_and_no_other(cast: Cast) -> None:
    mine, other = Client(), Client()
    ask(mine, str(cast.grace.account))
    my_code = code_sent()
    ask(other, str(cast.grace.account))
    for _ in range(4):
        assert WRONG_CODE in other.post("/sign-in/code/", {"code": "0"}).content.decode()
    assert other.post("/sign-in/code/", {"code": "0"}).headers["Location"] == "/sign-in/"
    assert mine.post("/sign-in/code/", {"code": my_code}).headers["Location"] == "/"


def test_a_code_works_in_the_browser_that_asked_alone(cast: Cast) -> None:
    mine, other = Client(), Client()
    ask(mine, str(cast.grace.account))
    stolen = code_sent()
    ask(other, str(cast.sam.account))
    assert WRONG_CODE in other.post("/sign-in/code/", {"code": stolen}).content.decode()


def test_a_browser_asks_five_times_in_fifteen_minutes(cast: Cast) -> None:
    with time_machine.travel("2026-11-24 09:00Z", tick=False) as clock:
        client = Client()
        client.get("/sign-in/")
        pages = [again(client, "grace.liu@larkfield.example") for _ in range(6)]
        assert [ASKED_TOO_OFTEN in page for page in pages] == [False] * 5 + [True]
        assert ASKED_TOO_OFTEN not in again(client, "sam.okafor@larkfield.example")
        clock.shift(15 * 60 + 1)
        assert ASKED_TOO_OFTEN not in again(client, "grace.liu@larkfield.example")


def again(client: Client, address: str) -> str:
    """Ask for another code, beginning anew."""
    answer = client.post("/sign-in/?again", {"email": address}, follow=True)
    return answer.content.decode()


@pytest.mark.parametrize("address", ["grace.liu@larkfield.example", "nobody@larkfield.example"])
def test_strangers_share_twenty_codes_an_hour_for_an_address(cast: Cast, address: str) -> None:
    pages = [ask(Client(), address) for _ in range(21)]
    assert [ASKED_TOO_OFTEN in page for page in pages] == [False] * 20 + [True]


def test_strangers_do_not_keep_out_a_browser_that_was_in_before(cast: Cast) -> None:
    mine = Client()
    first_half(mine, cast.grace)
    mine.post("/sign-out/")
    for _ in range(25):
        ask(Client(), str(cast.grace.account))
    assert ASKED_TOO_OFTEN in ask(Client(), str(cast.grace.account))
    assert first_half(mine, cast.grace) == "/"


def test_a_staff_room_with_one_address_on_the_internet_signs_in_at_once(school: School) -> None:
    staff = [make_person(school, "T", str(n), f"t{n}@larkfield.example") for n in range(60)]
    for person in staff:
        assert first_half(Client(), person) == "/"


def test_the_second_step_stands_between_the_mail_and_the_desk(with_app: Person) -> None:
    client = Client()
    assert first_half(client, with_app) == "/sign-in/second-step/"
    assert client.get("/larkfield/people/").headers["Location"].startswith("/sign-in/")
    answer = client.post("/sign-in/second-step/", {"code": app_code()})
    assert answer.headers["Location"] == "/"
    assert client.get("/larkfield/people/").status_code == 200


def test_a_code_of_the_app_works_once(with_app: Person) -> None:
    with time_machine.travel("2026-11-24 09:00Z", tick=False):
        assert wholly(Client(), with_app) == "/"
        client = Client()
        first_half(client, with_app)
        page = client.post("/sign-in/second-step/", {"code": app_code()}).content.decode()
        assert WRONG_CODE in page


def test_a_recovery_code_works_once(with_app: Person) -> None:
    kept = Authenticator.objects.get(user=with_app.account, type="recovery_codes")
    code = kept.wrap().get_unused_codes()[0]
    for expected in (302, 200):
        client = Client()
        first_half(client, with_app)
        assert client.post("/sign-in/second-step/", {"code": code}).status_code == expected


def test_wrong_second_steps_elsewhere_do_not_lock_my_own_browser(with_app: Person) -> None:
    mine = Client()
    with time_machine.travel("2026-11-24 09:00Z", tick=False):
        wholly(mine, with_app)
        mine.post("/sign-out/")
    with time_machine.travel("2026-11-24 10:00Z", tick=False):
        thief = Client()
        first_half(thief, with_app)
        pages = [
            thief.post("/sign-in/second-step/", {"code": "1"}).content.decode() for _ in range(11)
        ]
        assert [TRIED_TOO_OFTEN in page for page in pages] == [False] * 10 + [True]
        other = Client()
        first_half(other, with_app)
        answer = other.post("/sign-in/second-step/", {"code": app_code()})
        assert TRIED_TOO_OFTEN in answer.content.decode()
        assert wholly(mine, with_app) == "/"


def test_a_forged_cookie_makes_no_browser_known(with_app: Person) -> None:
    from django.core import signing

    from candour.people.devices import COOKIE

    client = Client()
    forged = signing.dumps(["x", [str(with_app.account_id)]], salt="another", key="not ours")
    client.cookies[COOKIE] = forged
    for _ in range(20):
        ask(Client(), str(with_app.account))
    assert ASKED_TOO_OFTEN in ask(client, str(with_app.account))


def test_the_apps_secret_is_not_readable_in_the_database(with_app: Person) -> None:
    kept = Authenticator.objects.get(user=with_app.account, type="totp")
    assert SECRET not in str(kept.data)
    assert kept.wrap().validate_code(app_code())


def test_there_is_no_sign_up_and_no_password(client: Client, db: None) -> None:
    for path in ("signup", "login", "password/reset", "password/change", "email"):
        assert client.get(f"/account/{path}/").status_code == 404
    assert not Account.objects.create_user("a@b.example").has_usable_password()


def test_who_needs_a_second_step_is_sent_to_add_one(
    cast: Cast, client_for: Callable[..., Client]
) -> None:
    client = client_for(cast.ruth, second_factor=False)
    answer = client.get("/larkfield/people/?q=x")
    assert answer.headers["Location"] == "/account/second-step/?next=/larkfield/people/%3Fq%3Dx"
    assert "Add a second step to go on" in client.get("/account/second-step/").content.decode()


def test_adding_an_app_opens_the_school_and_shows_codes_once(cast: Cast) -> None:
    client = Client()
    first_half(client, cast.ruth)
    client.get("/account/second-step/app/add/")
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    answer = client.post("/account/second-step/app/add/", {"code": code})
    assert answer.headers["Location"] == "/account/second-step/codes/"
    assert "shown only now" in client.get("/account/second-step/codes/").content.decode()
    assert "cannot be shown again" in client.get("/account/second-step/codes/").content.decode()
    assert client.get("/larkfield/people/").status_code == 200


def test_the_last_second_step_of_a_head_stays(with_app: Person) -> None:
    client, path = Client(), "/account/second-step/app/remove/"
    wholly(client, with_app)
    assert "your only one" in client.get(path).content.decode()
    client.post(path)
    assert Authenticator.objects.filter(user=with_app.account, type="totp").exists()


def test_a_teacher_may_remove_their_own(cast: Cast) -> None:
    assert cast.grace.account
    TOTP.activate(cast.grace.account, SECRET)
    client = Client()
    wholly(client, cast.grace)
    path = "/account/second-step/app/remove/"
    assert client.get(path).status_code == 200, "just now they took their second step"
    with time_machine.travel(time.time() + 11 * 60):
        where = client.get(path).headers["Location"]
        assert where.startswith("/account/check/code/")
        client.post(where, {"code": app_code()})
        assert client.post(path).headers["Location"] == "/account/second-step/"
    assert not Authenticator.objects.filter(user=cast.grace.account).exists()


def test_a_page_asked_for_is_reached_after_signing_in_and_no_other_site(cast: Cast) -> None:
    for asked, expected in (("/larkfield/people/", "/larkfield/people/"), ("https://x.test/", "/")):
        client = Client()
        client.post(f"/sign-in/?next={asked}", {"email": str(cast.grace.account)})
        answer = client.post(f"/sign-in/code/?next={asked}", {"code": code_sent()})
        assert answer.headers["Location"] == expected


def test_leaving_ends_the_sessions_at_once(cast: Cast) -> None:
    client = Client()
    first_half(client, cast.grace)
    assert client.get("/account/devices/").status_code == 200
    retire_person(by=cast.ruth, person=cast.grace)
    assert client.get("/account/devices/").headers["Location"].startswith("/sign-in/")


def test_a_mail_server_that_fails_says_nothing_about_the_address(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(message: object) -> None:
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    assert "Type your code" in ask(Client(), str(cast.grace.account))


def test_a_new_second_step_signs_other_browsers_out(cast: Cast) -> None:
    mine, other = Client(), Client()
    first_half(other, cast.grace)
    first_half(mine, cast.grace)
    mine.get("/account/second-step/app/add/")
    counter = int(time.time()) // 30
    code = format_hotp_value(hotp_value(mine.session["mfa.totp.secret"], counter))
    mine.post("/account/second-step/app/add/", {"code": code})
    assert mine.get("/account/devices/").status_code == 200
    assert other.get("/account/devices/").headers["Location"].startswith("/sign-in/")


def test_nothing_of_a_sign_in_page_is_kept_by_a_browser(cast: Cast) -> None:
    client = Client()
    for path in ("/sign-in/", "/sign-in/code/", "/account/second-step/", "/account/devices/"):
        if path == "/sign-in/code/":
            ask(client, str(cast.grace.account))
        if path == "/account/second-step/":
            client.post("/sign-in/code/", {"code": code_sent()})
        assert "no-store" in client.get(path).headers["Cache-Control"]


def test_a_second_step_that_somebody_else_took_in_this_browser_does_not_count(
    cast: Cast, client_for: Callable[..., Client]
) -> None:
    client = client_for(cast.ruth)
    session = client.session
    session[OWNER_KEY] = str(cast.sam.account_id)
    session.save()
    assert client.get("/larkfield/people/").headers["Location"].startswith("/account/second-step/")
