"""The rules that make forms, held against the dictionary that users' own lemmas come from."""

from __future__ import annotations

import pytest
import simplemma

from bilingual.glossary import english, french
from bilingual.glossary.model import PartOfSpeech, TermStatus
from bilingual.glossary.termbase import military_termbase
from bilingual.languages import FRENCH


def french_verbs() -> list[str]:
    terms = (term for entry in military_termbase() for term in entry.terms_in(FRENCH))
    verbs = {
        term.text.removeprefix("se ").removeprefix("s'").split()[0]
        for term in terms
        if term.part_of_speech is PartOfSpeech.VERB and term.status is not TermStatus.FORBIDDEN
    }
    return sorted(verbs)


@pytest.mark.parametrize("verb", french_verbs())
def test_the_dictionary_takes_the_imperfect_of_a_verb_back_to_it(verb: str) -> None:
    # Other tenses share forms with nouns (« interceptions »), which the dictionary prefers.
    imperfect = [form for form in french.conjugate(verb) if form.endswith("aient")]
    known = [form for form in imperfect if simplemma.is_known(form, lang="fr")]
    # It lacks some of our verbs (« hélitreuiller »); their forms are made like those of the verbs it has.
    assert not known or verb in {simplemma.lemmatize(form, lang="fr") for form in known}


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("assiéger", "assiège assiégeait assiégea assiégées"),
        ("lancer", "lance lançait lança lançons"),
        ("libérer", "libère libérera libèrera libérés"),
        ("envahir", "envahit envahissent envahirent envahie"),
        ("détruire", "détruit détruisent détruisirent détruites"),
        ("combattre", "combat combattent combattirent combattu"),
        ("prendre", "prend prennent prirent prise"),
        ("conquérir", "conquiert conquièrent conquirent conquises"),
        ("tenir", "tient tiennent tinrent tînt tiendra"),
        ("déployer", "déploie déploient déployaient déploiera"),
        ("envoyer", "envoie enverra envoyèrent"),
        ("rejeter", "rejette rejettera rejetaient"),
        ("atteindre", "atteint atteignent atteignirent"),
        ("être", "est sont furent seraient été"),
    ],
)
def test_french_conjugation(verb: str, forms: str) -> None:
    assert set(forms.split()) <= set(french.conjugate(verb))


def test_a_word_that_is_no_infinitive_is_refused() -> None:
    with pytest.raises(ValueError, match="'obus'"):
        french.conjugate("obus")


@pytest.mark.parametrize(
    ("word", "plural"),
    [
        ("canal", "canaux"),
        ("naval", "navals"),
        ("feu", "feux"),
        ("bleu", "bleus"),
        ("obus", "obus"),
        ("drapeau", "drapeaux"),
    ],
)
def test_french_plurals(word: str, plural: str) -> None:
    assert french.plurals(word) == (plural,)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("withdraw", "withdraws withdrew withdrawn withdrawing"),
        ("seize", "seizes seized seizing"),
        ("target", "targets targeted targeting"),
        ("deny", "denies denied denying"),
        ("hit", "hits hitting"),
        ("hit", "hit"),
        ("jam", "jammed jamming"),
        ("besiege", "besieged besieging"),
        ("flee", "fled fleeing"),
    ],
)
def test_english_conjugation(verb: str, forms: str) -> None:
    assert set(forms.split()) <= set(english.conjugate(verb))
