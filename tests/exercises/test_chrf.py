"""chrF is what the field's own tool computes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.exercises.chrf import chrf

sacrebleu = pytest.importorskip("sacrebleu")
SENTENCE = st.text(alphabet=st.sampled_from("abcdeé '."), max_size=40)


@given(SENTENCE, SENTENCE.filter(str.strip))
def test_it_is_the_sentence_chrf_of_sacrebleu(hypothesis, reference):
    theirs = sacrebleu.sentence_chrf(hypothesis, [reference]).score
    assert chrf(hypothesis, reference) == pytest.approx(theirs / 100, abs=1e-9)


def test_sentences_alike_have_1_and_sentences_without_a_common_letter_0():
    assert chrf("Ils ont tiré.", "Ils ont tiré.") == 1.0
    assert chrf("abc", "xyz") == chrf("", "xyz") == chrf("abc", "") == 0.0
