from urllib.parse import unquote

from verkstad.app.invitation import Invitation, Mail, Meeting, invitation_mail, lines, mail_link, reminder_mail
from verkstad.i18n import language

SV, EN = language("sv"), language("en")
FULL = Invitation(
    title="Första steget",
    meetings=(Meeting("2027-03-24", 9 * 60, 12 * 60 + 30),),
    place="Folkets hus, sal B",
    purpose="Vi väljer var vi börjar.",
    outcomes=("En vald modul", "Ett team"),
    before=("Läs de tre kundberättelserna.",),
    leads="Karin Öberg och Erik Lind",
    contact="Karin Öberg, 070-000 00 00",
    reply_by="2027-03-10",
)


def test_the_invitation_says_what_when_where_why_what_to_do_before_and_by_when_to_answer():
    mail = invitation_mail(FULL, SV)
    assert mail.subject == "Inbjudan: Första steget, onsdag 24 mars"
    for said in (
        "Hej!\n\nVälkommen till workshoppen ”Första steget”.\n\nNär:",
        "Det här ska vi ha när vi går hem",
        "Det här hoppas vi av dig",
        "När: onsdag 24 mars 2027, 09.00–12.30",
        "Var: Folkets hus, sal B",
        "Vi väljer var vi börjar.",
        "– En vald modul\n– Ett team",
        "Före dagen\n– Läs de tre kundberättelserna.",
        "Svara senast onsdag 10 mars",
        "Leds av: Karin Öberg och Erik Lind",
        "Har du frågor eller blir sen? Ring Karin Öberg, 070-000 00 00",
    ):
        assert said in mail.body
    assert mail.body.count("Första steget") == 1 and mail.body.count("Välkommen") == 1
    assert "\n\n\n" not in mail.body
    assert FULL.missing == ()


def test_the_invitation_is_english_where_the_paper_is():
    mail = invitation_mail(FULL, EN)
    assert "When: Wednesday 24 March 2027, 09:00–12:30" in mail.body
    assert "Please answer by Wednesday 10 March" in mail.body


def test_own_words_open_the_invitation():
    mail = invitation_mail(Invitation("Första steget", opening="Nu börjar det!"), SV)
    assert mail.body.startswith("Hej!\n\nNu börjar det!\n\n") and mail.body.endswith("Välkommen!")
    assert "Välkommen till workshoppen" not in mail.body


def test_a_lunch_in_the_program_is_offered_once_or_by_day():
    one = Invitation("Ett", meetings=(Meeting("2027-03-24", 540, 960, lunch=690),))
    assert "Vi bjuder på lunch 11.30." in invitation_mail(one, SV).body
    assert "Lunch is provided at 11:30." in invitation_mail(one, EN).body
    alike = Invitation("Två", meetings=(Meeting("2027-03-24", 540, 960, 720), Meeting("2027-03-25", 540, 960, 720)))
    assert "Vi bjuder på lunch 12.00." in invitation_mail(alike, SV).body
    other = Invitation("Två", meetings=(Meeting("2027-03-24", 540, 960, 720), Meeting("2027-03-25", 540, 700)))
    assert "Vi bjuder på lunch 12.00 (onsdag 24 mars)." in invitation_mail(other, SV).body
    assert "lunch" not in invitation_mail(FULL, SV).body.casefold()


def test_an_address_is_written_to_and_a_number_called():
    assert "Skriv till karin@example.invalid" in invitation_mail(Invitation("A", contact="karin@example.invalid"), SV).body


def test_what_nobody_has_said_is_left_out_and_named_as_missing():
    bare = Invitation("Uppföljning", meetings=(Meeting(None, 540, None),))
    body = invitation_mail(bare, SV).body
    assert "Var:" not in body and "Före dagen" not in body and "Leds av" not in body
    assert "När: datum meddelas senare, med start 09.00" in body
    assert bare.missing == ("when", "where", "why", "reply_by", "leads", "contact")


def test_several_days_are_a_list():
    two = Invitation("Två dagar", meetings=(Meeting("2027-03-24", 540, 720), Meeting("2027-03-25", 510, 900)))
    assert "När:\n– onsdag 24 mars 2027, 09.00–12.00\n– torsdag 25 mars 2027, 08.30–15.00" in invitation_mail(two, SV).body


def test_a_reminder_does_not_ask_for_an_answer_by_a_day_that_has_passed():
    assert "Svara senast onsdag 10 mars" in reminder_mail(FULL, SV, today="2027-03-08").body
    late = reminder_mail(FULL, SV, today="2027-03-11").body
    assert "Svara senast" not in late and "sista dagen var onsdag 10 mars" in late


def test_a_list_written_by_hand_loses_its_dashes():
    assert lines("- Ett\n\n• Två\n  Tre") == ("Ett", "Två", "Tre")


def test_the_mail_link_hides_the_recipients_and_keeps_line_breaks():
    link, whole = mail_link(Mail("Hej & hå", "Ett\nTvå"), ("a@example.invalid", "b@example.invalid"))
    assert whole and link.startswith("mailto:?bcc=a@example.invalid,b@example.invalid&subject=Hej%20%26%20h%C3%A5&body=")
    assert unquote(link).endswith("Ett\r\nTvå")


def test_a_letter_too_long_for_a_link_is_left_out_and_said_to_be():
    link, whole = mail_link(Mail("Hej", "å" * 2_000))
    assert not whole and "body" not in link
    many = tuple(f"person{n}@example.invalid" for n in range(200))
    link, whole = mail_link(Mail("Hej", "Kort"), many)
    assert "bcc" not in link
