"""False friends are right in both languages, and met only where they deceive."""

from bilingual.exercises.forms import Forms
from bilingual.exercises.friends import false_friends_of, of_concept
from bilingual.glossary.termbase import military_termbase
from bilingual.languages import ENGLISH, FRENCH
from bilingual.lemmas import is_known


def test_the_list_is_complete_and_its_words_exist():
    friends = false_friends_of(FRENCH)
    assert len(friends) > 120
    for friend in friends.values():
        assert is_known(friend.word, FRENCH) or Forms.open(FRENCH).readings(friend.word), friend.word
        assert friend.part in "nvar"
        assert friend.means and all(friend.means)
        assert friend.lookalike_means and all(friend.lookalike_means)
        assert friend.lookalike not in friend.means, friend.word
        assert friend.word not in friend.lookalike_means, friend.word


def test_it_reads_from_the_other_side_too():
    actually = false_friends_of(ENGLISH)["actually"]
    assert actually.means == ("en fait", "en réalité")
    assert (actually.lookalike, actually.lookalike_means[0]) == ("actuellement", "currently")


def test_the_termbase_has_its_own():
    base = military_termbase()
    wounded = of_concept(base.get("med.wounded"), "blessé", FRENCH)
    assert (wounded.lookalike, wounded.means[0], wounded.concept) == ("blessed", "wounded", "med.wounded")
    # A word that does not exist, and a phrase, deceive nobody.
    assert of_concept(base.get("log.resupply"), "ravitailler", FRENCH) is None
    assert of_concept(base.get("rank.army.lieutenant_general"), "général de corps d'armée", FRENCH) is None
