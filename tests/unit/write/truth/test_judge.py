from datetime import UTC, datetime, timedelta

import pytest

from ricordo.write.truth import STATEMENT_KINDS, Claim, judge_replacement

FIRST = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def claim(text, *, later=0, kind="fact", subject=None):
    return Claim(text, kind, subject, FIRST + timedelta(days=later))


def judged(old, new, cosine=None, **options):
    cosines = None if cosine is None else [cosine]
    return judge_replacement(claim(new, later=1, **options), [claim(old)], cosines)[0]


REPLACED = [
    ("The cache holds 200 entries.", "The cache holds 500 entries."),
    ("My favourite dish is ramen.", "My favourite dish is moussaka."),
    ("The linter is pylint.", "We no longer use pylint, the linter is ruff."),
    ("Tickets are kept in Trac.", "Tickets were migrated from Trac to Gitea."),
    ("The choir meets on Mondays.", "The choir meets on Thursdays."),
    ("The delivery is on 3 June.", "The delivery was postponed to 17 June."),
    ("Head of logistics is Agnes.", "Head of logistics is Rupert."),
    ("Noah maintains the scheduler.", "Noah handed the scheduler over to Petra."),
    ("The hut has six beds.", "Correction: the hut has eight beds."),
    ("Guests may smoke on the terrace.", "Guests may not smoke on the terrace."),
    ("I live in Turin.", "I moved to Verona."),
    ("Der Mietvertrag läuft bis März.", "Der Mietvertrag läuft bis Oktober."),
    ("Wir verwenden Webpack.", "Statt Webpack verwenden wir jetzt Vite."),
    ("Das Fest ist am 4. Mai.", "Das Fest wurde auf den 11. Mai verschoben."),
    ("El precio del bono es de 30 euros.", "El precio del bono es de 36 euros."),
    ("Usamos Subversion.", "Ya no usamos Subversion, ahora usamos Git."),
    ("Le cours commence à 9 h.", "Le cours commence à 10 h."),
    ("On ne mange pas de viande.", "On mange de la viande."),
    ("O servidor roda em Debian.", "O servidor não roda mais em Debian, migramos para Ubuntu."),
    ("Il negozio apre alle 9:00.", "Il negozio apre alle 10:30."),
    ("Максимальный размер файла 10 МБ.", "Максимальный размер файла 50 МБ."),
    ("连接超时是20秒。", "连接超时是45秒。"),
    ("会議は火曜日です。", "会議は木曜日に変更になりました。"),
]

BOTH_STAY = [
    ("Question", "The quota is 50 GB.", "Is the quota still 50 GB or 80 GB?"),
    ("Proposal", "The quota is 50 GB.", "Maybe the quota should be 80 GB."),
    ("Hearsay", "Wir nutzen Confluence.", "Angeblich soll Confluence durch ein Wiki ersetzt werden, vielleicht 2027."),
    ("Former times", "I work as a baker.", "As a student I worked as a courier."),
    ("Environment", "Staging allows 5 connections.", "Production allows 200 connections."),
    ("Version", "Release 3 needs Ruby 2.7.", "Release 4 needs Ruby 3.2."),
    ("Season", "In summer the shop opens at eight.", "In winter the shop opens at ten."),
    ("Relative", "My mother was born in Genoa.", "My sister was born in Pisa."),
    ("Ticket", "Ticket 300 is about the printer.", "Ticket 301 is about the scanner."),
    ("Team", "Team Red trains on Mondays.", "Team Green trains on Fridays."),
    ("Machine", "web-01 has 8 cores.", "web-02 has 16 cores."),
    ("Dimension", "The crate weighs 12 kg.", "The crate is 90 cm long."),
    ("Attribute", "The bar opens at six.", "The bar closes at two."),
    ("Addition", "We deliver to Spain.", "We also deliver to Malta."),
    ("Recurrence", "In May we had 40 visitors.", "In June we had 55 visitors."),
    ("Part", "The train is 200 metres long.", "The dining car of the train is 26 metres long."),
    ("Repetition", "The archive is in the cellar.", "The archive is in the cellar."),
    ("Reply", "The parcel is in the hall.", "Thanks, great that the parcel is in the kitchen!"),
    ("Nothing in common", "The parrot is called Kiki.", "Invoices are due within 30 days."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), REPLACED, ids=[new for _, new in REPLACED])
def test_an_update_is_closed_or_linked_with_and_without_vectors(old, new):
    assert judged(old, new, 0.8).verdict != "coexist"
    assert judged(old, new).verdict != "coexist"


def test_most_updates_are_closed():
    closed = [judged(old, new, 0.8).verdict == "supersedes" for old, new in REPLACED]

    assert sum(closed) >= 0.8 * len(closed)


@pytest.mark.parametrize(("old", "new"), [pair[1:] for pair in BOTH_STAY], ids=[pair[0] for pair in BOTH_STAY])
def test_a_look_alike_is_never_closed(old, new):
    assert judged(old, new, 0.8).verdict != "supersedes"
    assert judged(old, new).verdict != "supersedes"


@pytest.mark.parametrize("kind", ["message", "summary", "question"])
def test_messages_summaries_and_questions_replace_nothing_and_are_not_replaced(kind):
    old, new = claim("The limit is 5."), claim("The limit is 9.", later=1)

    assert judge_replacement(Claim(new.text, kind, None, new.at), [old])[0].verdict == "coexist"
    assert judge_replacement(new, [Claim(old.text, kind, None, old.at)])[0].verdict == "coexist"
    assert kind not in STATEMENT_KINDS


def test_what_happened_is_not_replaced_by_what_happened_later():
    old = Claim("We walked 12 km in the dunes.", "event", None, FIRST)
    new = Claim("We walked 15 km in the dunes.", "event", None, FIRST + timedelta(days=7))

    assert judge_replacement(new, [old], [0.95])[0].verdict == "coexist"


def test_an_appointment_is_replaced_although_it_looks_like_an_event():
    old = Claim("The inspection is on 5 May.", "event", None, FIRST)
    new = Claim("The inspection was moved to 12 May.", "event", None, FIRST + timedelta(days=7))

    assert judge_replacement(new, [old], [0.8])[0].verdict == "supersedes"


def test_only_the_best_one_is_closed():
    olds = [claim("The token lives 30 minutes."), claim("A token lives 30 minutes."), claim("The roof is red.")]

    found = judge_replacement(claim("The token lives 45 minutes.", later=1), olds, [0.9, 0.9, 0.1])

    assert [one.verdict for one in found].count("supersedes") == 1
    assert found[2].verdict == "coexist"


def test_one_that_lacks_a_vector_is_judged_by_its_words_and_the_others_as_they_are():
    olds = [claim("The token lives 30 minutes."), claim("The roof is red."), claim("The gate opens at 7 pm.")]
    new = claim("The token lives 45 minutes.", later=1)

    found = judge_replacement(new, olds, [None, 0.1, 0.2])

    assert found[0] == judge_replacement(new, olds[:1])[0]
    assert found[1:] == judge_replacement(new, olds[1:], [0.1, 0.2])


def test_the_same_subject_is_the_same_slot_whatever_the_words():
    old, new = claim("dark", subject="user.theme"), claim("Solarized it is", subject="user.theme", later=1)

    assert judge_replacement(new, [old])[0].verdict == "supersedes"


def test_different_subjects_are_different_slots():
    old, new = claim("Port: 80", subject="web.port"), claim("Port: 81", subject="admin.port", later=1)

    assert judge_replacement(new, [old], [0.9])[0].verdict == "coexist"


def test_a_statement_about_an_earlier_time_replaces_nothing():
    old, new = claim("The fee is 10 euros.", later=5), claim("The fee is 12 euros.")

    assert judge_replacement(new, [old], [0.9])[0].verdict == "coexist"


def test_every_verdict_says_why_in_one_line():
    pairs = [*REPLACED, *(pair[1:] for pair in BOTH_STAY)]
    reasons = [judged(old, new, 0.8).why for old, new in pairs]

    assert all(reasons)
    assert not any("\n" in reason for reason in reasons)


def test_the_reason_names_the_cue_and_the_difference():
    assert "no longer" in judged("The linter is pylint.", "We no longer use pylint.", 0.8).why
    assert "500" in judged("The cache holds 200 entries.", "The cache holds 500 entries.", 0.8).why


def test_without_candidates_there_is_nothing_to_judge():
    assert judge_replacement(claim("The fee is 12 euros."), []) == []


def test_a_denied_end_is_no_end():
    assert judged("I train for the marathon.", "I won't quit training for the marathon.", 0.8).verdict != "supersedes"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Locker 12 belongs to Mara", "Locker 13 belongs to Mara"),
        ("Badge 7 opens the lab", "Badge 8 opens the lab"),
        ("The payslip of March is filed", "The payslip of April is filed"),
        ("Candle 3 is lit", "Candle 4 is lit"),
        ("The kiln in Graz is fired by Mara", "The kiln in Linz is fired by Mara"),
        ("The dump starts at 2am on host1", "The dump starts at 4am on host2"),
    ],
)
def test_another_one_of_many_things_is_another_thing(old, new):
    assert judged(old, new).verdict == "coexist"


@pytest.mark.parametrize(
    ("old", "new"),
    [("Sketch 4", "Sketch 5"), ("worker 2 step 40", "worker 2 step 41"), ("Plant 3 has leaf 9", "Plant 3 has leaf 10")],
)
def test_what_may_be_counting_closes_nothing(old, new):
    assert judged(old, new).verdict != "supersedes"
