"""What a reader is warned of, and what not."""

import pytest

from bilingual import checks
from bilingual.checks import FlagCode, check_bead, figures
from bilingual.languages import ENGLISH, FRENCH

SOUND = [
    ("Près de 1 200 hommes ont parcouru 3,5 km.", "Nearly 1,200 men covered 3.5 km."),
    ("Il a décollé à 14 h 30.", "He took off at 2:30 pm."),
    ("Il a décollé à 14 h 30.", "He took off at 14:30."),
    ("Le 3 mars, deux avions ont décollé.", "On 3 March, 2 aircraft took off."),
    ("Le 12/03, trois avions ont décollé.", "On 12 March, three aircraft took off."),
    ("La 1re compagnie est arrivée.", "The first company has arrived."),
    ("Il s’est rendu à Londres puis à Moscou.", "He went to London and then to Moscow."),
    ("Le président Zelensky est à Kiev.", "President Zelenskyy is in Kyiv."),
    ("Personne n’a été blessé.", "Nobody was hurt."),
    ("Il ne reste que deux ponts.", "Only two bridges are left."),
    ("Ils n’ont jamais tiré.", "They never fired."),
    ("Aucun civil ne se trouvait dans la zone.", "There were no civilians in the area."),
    ("Les forces de la 1.200e ont tiré 1.200 obus.", "They fired 1,200 shells, the 1200th too."),
    ("Le prix atteint 0,5 milliard d’euros.", "The price reaches 0.5 billion euros."),
    ("Il a parlé longtemps, longtemps, longtemps.", "He spoke for a long, long, long time."),
]


@pytest.mark.parametrize(("source", "target"), SOUND)
def test_good_translations_are_not_flagged(source: str, target: str) -> None:
    assert check_bead(source, target, FRENCH, ENGLISH) == ()
    assert check_bead(target, source, ENGLISH, FRENCH) == ()


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        ("Il a tiré 12 obus.", "He fired 21 shells.", FlagCode.NUMBER),
        ("Il y a 3,5 millions d’habitants.", "There are 35 million inhabitants.", FlagCode.NUMBER),
        ("La ville de Sarvane est tombée.", "The town has fallen.", FlagCode.NAME),
        ("L’armée n’a pas bombardé la ville.", "The army shelled the town.", FlagCode.NEGATION),
        ("L’armée a bombardé la ville.", "The army did not shell the town.", FlagCode.NEGATION),
        (
            "Il a franchi la ligne de front.",
            "He crossed the line of the line of the line of the line.",
            FlagCode.REPETITION,
        ),
        ("Il est parti hier soir avec toute la colonne de véhicules blindés.", "He left.", FlagCode.LENGTH),
        ("Il est parti.", "", FlagCode.EMPTY),
    ],
)
def test_what_has_gone_wrong_is_said(source: str, target: str, code: FlagCode) -> None:
    assert code in {flag.code for flag in check_bead(source, target, FRENCH, ENGLISH)}


def test_figures_have_one_form_in_both_languages() -> None:
    assert (
        figures("1 200 hommes, 3,50 km", FRENCH) == figures("1,200 men, 3.5 km", ENGLISH) == {"1200", "3.5"}
    )


def test_reasons_are_in_the_language_that_is_read_by() -> None:
    (number,) = check_bead("He fired 12 shells.", "Il a tiré 21 obus.", ENGLISH, FRENCH)
    assert number.reason == "12 manque dans la traduction\u202f; 21 n’est que là"
    (same,) = check_bead("He fired 12 shells.", "Il a tiré 21 obus.", ENGLISH, FRENCH, ENGLISH)
    assert same.reason == "12 is missing in the translation; 21 is only there"
    (length,) = check_bead(
        "He fired.",
        "Il a tiré, " * 2 + "et encore, et pendant des heures entières, sans arrêt.",
        ENGLISH,
        FRENCH,
    )
    assert "fois plus longue" in length.reason and "." not in length.reason


def test_every_reason_is_there_in_both_languages() -> None:
    english, french = (checks._REASONS[code] for code in ("en", "fr"))
    assert english.keys() == french.keys()
    for name, said in english.items():
        assert type(said) is type(french[name])
