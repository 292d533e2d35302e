"""The words that name times, in English, German, French, Spanish, Portuguese and Italian. Data only."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner janvier janv enero ene janeiro gennaio",
            "february feb februar février fevrier févr fevr febrero fevereiro febbraio",
            "march mar märz maerz mars marzo março marco",
            "april apr avril abril aprile",
            "may mai mayo maio maggio",
            "june jun juni juin junio junho giugno",
            "july jul juli juillet juil julio julho luglio",
            "august aug août aout agosto",
            "september sept sep septembre septiembre setiembre setembro settembre",
            "october oct oktober okt octobre octubre outubro ottobre",
            "november nov novembre noviembre novembro",
            "december dec dezember dez décembre decembre déc diciembre dezembro dicembre",
        ),
        start=1,
    )
    for name in names.split()
}
"""Short forms that are everyday words (`ago`, `set`, `out`, `gen`) are left out on purpose."""

DOUBTFUL_MONTHS = _words(
    "jan janv ene feb févr fevr mar mars marco april apr avril abril may mai mayo june jun juni jul juli "
    "julio juil march august aug sept sep oct okt nov dec dez déc"
)
"""Months that are also verbs, names or other words: inside a sentence they need a number or preposition beside them."""

VERB_MONTHS = frozenset({"may", "march"})
AFTER_MODAL_MAY = _words("also be cause contain fail have help need not still well")

DAY_NUMBERS = {
    f"{number:{width}}{suffix}": number
    for number in range(1, 32)
    for width in ("", "02")
    for suffix in ("", "st", "nd", "rd", "th", "er", "o")
}
"""`7`, `07`, `7th`, `1er`, and `1o` for `1º`."""

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday montag lundi lunes lunedì",
            "tuesday dienstag mardi martes martedì",
            "wednesday mittwoch mercredi miércoles mercoledì",
            "thursday donnerstag jeudi jueves giovedì",
            "friday freitag vendredi viernes venerdì",
            "saturday samstag samedi sábado sabato",
            "sunday sonntag dimanche domingo domenica",
        )
    )
    for name in names.split()
}
SHORT_WEEKDAYS = {
    name: number
    for number, names in enumerate(("mon", "tue tues", "wed", "thu thur thurs", "fri", "sat", "sun"))
    for name in names.split()
}
"""Too short to be trusted inside a sentence (`sun`, `wed`, `sat`), fine in front of a date."""
NO_SINGLE_WEEKDAY = _words("any black cyber each every good most some jeden chaque cada ogni")

UNITS = {
    name: unit
    for unit, names in {
        "second": "second seconds sec secs",
        "minute": "minute minutes min mins minuten minutos minuti",
        "hour": "hour hours hr hrs h stunde stunden heure heures hora horas ora ore",
        "day": "day days d tag tagen tage jour jours día días dia dias giorno giorni",
        "week": "week weeks w woche wochen semaine semaines semana semanas settimana settimane",
        "weekend": "weekend weekends wochenende",
        "month": "month months monat monate monaten mois mes meses mês mese mesi",
        "quarter": "quarter quarters quartal trimestre",
        "year": "year years yr yrs jahr jahre jahren année années año años ano anos anno anni",
    }.items()
    for name in names.split()
}
SEASONS = {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3}

DIRECTIONS = {
    name: direction
    for direction, names in {
        -1: "last past previous letzte letzten letzter letztes vergangene vergangenen vergangenes vorige vorigen "
        "voriges pasado pasada dernier dernière scorso scorsa passado passada",
        0: "this current diese diesen dieser dieses diesem este esta cette ce questo questa quest",
        1: "next coming nächste nächsten nächster nächstes próximo próxima prochain prochaine prossimo prossima",
    }.items()
    for name in names.split()
}
ROLLING = frozenset({"past"})
"""`the past week` runs up to now; `last week` is the calendar week before this one."""
TRAILING_DIRECTIONS = _words(
    "pasado pasada dernier dernière scorso scorsa passado passada próximo próxima prochain prochaine prossimo prossima"
)

DAY_WORDS = {
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "vorgestern": -2,
    "gestern": -1,
    "heute": 0,
    "übermorgen": 2,
    "anteayer": -2,
    "ayer": -1,
    "hoy": 0,
    "anteontem": -2,
    "ontem": -1,
    "hoje": 0,
    "amanhã": 1,
    "ieri": -1,
    "oggi": 0,
    "domani": 1,
    "demain": 1,
}

DAY_PARTS = {("this", "morning"): 0, ("this", "afternoon"): 0, ("this", "evening"): 0, ("last", "night"): -1}

AGO_AFTER = frozenset({"ago", "fa", "atrás"})
AGO_BEFORE = frozenset({"vor", "hace", "há"})
AHEAD_BEFORE = frozenset({"in", "dans"})
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
VAGUE_COUNTS = frozenset({"few", "several"})
COUNTS = (
    {
        name: number
        for number, names in enumerate(
            (
                "a an one ein eine einem einer un une una uno um uma",
                "two couple zwei deux dos dois duas due",
                "three drei trois tres três tre",
                "four vier quatre cuatro quatro quattro",
                "five fünf cinq cinco cinque",
                "six sechs seis sei",
                "seven sieben sept siete sete sette",
                "eight acht huit ocho oito otto",
                "nine neun neuf nueve nove",
                "ten zehn dix diez dez dieci",
                "eleven",
                "twelve",
            ),
            start=1,
        )
        for name in names.split()
    }
    | {name: 13 + place for place, name in enumerate(_TEENS)}
    | {"twenty": 20, "thirty": 30}
)

LINKS = frozenset({"of", "de", "del", "di"})
"""May stand between day, month and year: `7th of May`, `7 de mayo de 2023`."""
MONTH_LEADS = _words(
    "in since during until till early mid late im seit bis anfang mitte ende en desde hasta depuis début em até nel dal"
)
PARTS_OF_PERIOD = _words(
    "beginning days end half middle month part rest start summer autumn fall spring winter week weekend"
)
YEAR_LEADS = (
    MONTH_LEADS
    | LINKS
    | SEASONS.keys()
    | _words(
        "ab after around before between by circa from fiscal fy q1 q2 q3 q4 vom von year zwischen jahr année año ano "
        "anno an"
    )
)
YEAR_JOINS = frozenset({"and", "or", "to", "through", "und", "bis", "y", "et", "e"})
COUNTABLE = _words("people words ms mb gb kb kg km usd eur percent")
"""After one of these or a plural, `in 2000 words` counts things and names no year."""
SINGULAR_IN_S = _words("was is has does vs as this us its thus plus versus perhaps always")
DAY_LEADS = _words("on by since until till from before after the am den le el il em do")
