"""What keys do with words: the panel that explains them, what is kept of them for practice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bilingual.alignment.gloss import is_grammatical
from bilingual.reader.actions import Actions
from bilingual.reader.book import Row, Side
from bilingual.reader.explaining import Paragraph, WordFacts, explain_row, explain_word, why
from bilingual.reader.keeping import Kept, pair_of
from bilingual.reader.layout import Mode
from bilingual.reader.lookup import Found
from bilingual.reader.painting import Ink, Run
from bilingual.reader.words import Linker

if TYPE_CHECKING:
    from bilingual.reader.app import ReaderApp

_DWELL = 1.2  # seconds at a word from which it counts as looked up, rather than passed by

WordKey = tuple[Row, Side, int]
"""A word, wherever its row may have moved."""


class Looking(Actions):
    """The actions on words and the panel; looking up and keeping happen in the background.

    Args:
        app: the reader.
    """

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self._known: dict[Side, frozenset[str]] = {side: frozenset() for side in Side}
        self._found: tuple[WordKey, Found] | None = None
        self._asked: WordKey | None = None
        self._noted: WordKey | None = None
        self._insisted: WordKey | None = None

    def open_at_words(self, act: Callable[[], str | None]) -> None:
        """Do something, and open the panel where that began to go by words."""
        before = self._session.words.cursor
        revealed = set(self._session.layout.revealed)
        message = act()
        for row in self._session.layout.revealed - revealed:
            self._note_revealed(row)
        if before is None and self._session.words.cursor is not None:
            self._app.open_panel(True)
        self._app.show(message)

    def explain(self) -> None:
        """Fill the panel for where one is now, and look up what is not known yet."""
        panel, words = self._app.panel, self._session.words
        key, token = self._key(), words.token
        if key is None or token is None or words.cursor is None:
            if panel.has_class("open"):
                panel.explain(explain_row(self._book, self._session.row, self._session.current))
            return
        row, side, _ = key
        if self._found is not None and self._found[0] == key:
            facts = self._found[1].facts
            panel.explain(explain_word(facts, self._book.target_language, row.target_text))
            return
        facts = WordFacts(token.text, self._book.language(side), use=words.use)
        waiting = Paragraph((Run(self._say("looking it up …"), Ink.QUIET),))
        if words.use is not None:
            panel.explain(explain_word(facts, self._book.target_language, row.target_text))
        else:
            panel.explain([Paragraph((Run(token.text, Ink.HEADING),)), waiting])
        if self._asked != key:
            self._asked = key
            self._look_up(key, lambda _: None)

    def forget(self) -> None:
        """Look everything up anew: the rows have changed."""
        self._found = self._asked = None

    def _key(self) -> WordKey | None:
        cursor = self._session.words.cursor
        if cursor is None or cursor.row >= len(self._book):
            return None
        return self._book[cursor.row], cursor.side, cursor.word

    def _look_up(self, key: WordKey, then: Callable[[Found], None]) -> None:
        """Look the word one is at up, show what is found, and do something with it."""
        cursor, token, use = self._session.words.cursor, self._session.words.token, self._session.words.use
        if cursor is None or token is None:
            return
        row, side, _ = key
        known = self._known[side]

        def done(found: Found) -> None:
            self._take_up(key, found)
            then(found)
            self._app.set_timer(_DWELL, lambda: self._dwell(key))

        self._app.background.submit(
            lambda: self._app.lookup.word(cursor.row, row, side, token, use, known), done, key="word"
        )

    def _with_found(self, key: WordKey, act: Callable[[Found], None]) -> None:
        """Do something with what was found of the word one is at, once it is."""
        if self._found is not None and self._found[0] == key:
            act(self._found[1])
        else:
            self._look_up(key, act)

    def _take_up(self, key: WordKey, found: Found) -> None:
        if found.links is not None and not key[0].linked:
            Linker.keep(key[0], found.links)
        if self._key() == key:
            self._found = (key, found)
            self._app.view.update()
            self.explain()

    def _dwell(self, key: WordKey) -> None:
        """Take it that a word is looked at: look for an example, and remember it for exercises."""
        if self._key() != key or self._noted == key or self._found is None or self._found[0] != key:
            return
        self._noted = key
        use, form = self._found[1].facts.use, self._found[1].facts.form
        if use is None and is_grammatical(form, self._book.language(key[1])):
            return
        before, (row, side, _) = self._found[1], key
        self._app.background.submit(
            lambda: self._app.lookup.with_example(before, row, side),
            lambda found: self._take_up(key, found),
            key="example",
        )
        found, pair = self._found[1], pair_of(self._book, self._session.current)
        use = found.facts.use
        language = found.facts.language
        lemma = use.match.lemma if use is not None and key[1] is Side.SOURCE else found.lemma
        self._app.background.submit(lambda: self._app.shelf.looked_up(lemma, language, pair), lambda _: None)

    def _note_revealed(self, row: Row) -> None:
        number = self._book.number_of(row)
        pair = pair_of(self._book, number) if number is not None else None
        language, known = self._book.source.language, self._known[Side.SOURCE]

        def note() -> None:
            for lemma in self._app.lookup.revealed(row, known):
                self._app.shelf.looked_up(lemma, language, pair)

        self._app.background.submit(note, lambda _: None)

    def new_word(self) -> None:
        """Go to the next word worth a look."""
        self.open_at_words(lambda: self._session.new_word(1, self._known_here()))

    def new_word_back(self) -> None:
        """Go to the one before."""
        self.open_at_words(lambda: self._session.new_word(-1, self._known_here()))

    def _known_here(self) -> frozenset[str]:
        cursor = self._session.words.cursor
        if cursor is not None:
            return self._known[cursor.side]
        return self._known[Side.TARGET if self._session.mode is Mode.TARGET else Side.SOURCE]

    def next_place(self) -> None:
        """Go to the next place of the word."""
        self._elsewhere(1)

    def previous_place(self) -> None:
        """Go to the place of the word before this."""
        self._elsewhere(-1)

    def _elsewhere(self, step: int) -> None:
        key = self._key()
        if key is None:
            self._app.show(self._say("go to a word first"))
        elif self._found is None or self._found[0] != key:
            self._app.show(self._say("still looking for other places of the word"))
        else:
            places = self._found[1].places
            self._app.show(self._session.elsewhere(places, step))

    def reveal(self) -> None:
        """Reveal a translation, or hide it again."""
        self.open_at_words(self._session.reveal)

    def panel(self) -> None:
        """Open the panel, or close it."""
        self._app.open_panel(not self._app.panel.has_class("open"))
        self._app.show()

    def panel_down(self) -> None:
        """Scroll the panel on."""
        self._app.panel.scroll_relative(y=3, animate=False)

    def panel_up(self) -> None:
        """Scroll the panel back."""
        self._app.panel.scroll_relative(y=-3, animate=False)

    def leave(self) -> None:
        """Leave the words, close the panel, forget the search: one after the other."""
        if self._session.words.leave() or self._app.panel.has_class("open"):
            self._app.open_panel(False)
        else:
            self._session.search = None
        self._app.show()

    def theme(self) -> None:
        """Change from dark to light, or back."""
        self._app.show(self._app.turn_light())

    def why(self) -> None:
        """Say why a row is marked."""
        self._app.show(why(self._session.row, self._say))

    def save(self) -> None:
        """Keep the term or word one is at, else the sentence."""
        key = self._key()
        if key is None:
            self.save_sentence()
            return
        use = self._session.words.use
        pair = pair_of(self._book, self._session.current)
        if use is not None and key[1] is Side.SOURCE:
            language = self._book.source.language
            self._keep(lambda: self._app.shelf.term(use.match, language, pair))
            return
        word = self._session.words.token
        if (
            word is not None
            and is_grammatical(word.text, self._book.language(key[1]))
            and self._insisted != key
        ):
            self._insisted = key
            said = "‘{word}’ is a grammatical word; the same key again keeps it all the same"
            self._app.show(self._say(said, word=word.text))
            return

        def keep(found: Found) -> None:
            facts, shelf = found.facts, self._app.shelf
            self._keep(lambda: shelf.word(found.lemma, facts.language, found.translations, pair, facts.form))

        self._with_found(key, keep)

    def save_sentence(self) -> None:
        """Keep the sentence."""
        pair = pair_of(self._book, self._session.current)
        if pair is None:
            self._app.show(self._say("there is no translation here that a card could ask"))
        else:
            self._keep(lambda: self._app.shelf.sentence(pair))

    def mark_known(self) -> None:
        """Mark the word as known."""
        key = self._key()
        if key is None:
            self._app.show(self._say("go to a word first"))
        else:
            self._with_found(key, lambda found: self._mark(key, found))

    def _mark(self, key: WordKey, found: Found) -> None:
        use, side = found.facts.use, key[1]
        language, lemma, concept = found.facts.language, found.lemma, None
        if use is not None and side is Side.SOURCE:
            lemma, concept = use.match.lemma, use.match.entry.id
        self._keep(lambda: self._app.shelf.know(lemma, language, concept), self.learn_what_is_known)

    def _keep(self, act: Callable[[], Kept], then: Callable[[], None] | None = None) -> None:
        def done(kept: Kept) -> None:
            undo = kept.undo
            if undo is not None:
                background = self._app.background
                again = then or (lambda: None)
                self._session.history.did(kept.message, lambda: background.submit(undo, lambda _: again()))
            self._app.show(kept.message)
            if then is not None:
                then()

        self._app.background.submit(act, done)

    def learn_what_is_known(self) -> None:
        """Ask the deck which words are known, so that they are not offered."""
        shelf, book = self._app.shelf, self._book

        def take_up(known: dict[Side, frozenset[str]]) -> None:
            self._known = known
            self._found = self._asked = None
            self.explain()

        self._app.background.submit(
            lambda: {side: shelf.known(book.language(side)) for side in Side}, take_up
        )

    def copy(self) -> None:
        """Copy the sentence and its translation."""
        row = self._session.row
        target = f"\n{row.bead.target}" if row.bead is not None else ""
        self._app.copy_to_clipboard(f"{self._book.source_of(row)}{target}")
        self._app.show(self._say("copied, if your terminal allows it"))

    def survey(self) -> None:
        """Look for the terms of the whole text, bit by bit, then load what the first word would wait for."""
        stretches = self._book.stretches()

        def step() -> range | None:
            return next(stretches, None)

        def done(stretch: range | None) -> None:
            if stretch is None:
                self._session.surveyed = True
                self._app.background.submit(self._app.lookup.warm, lambda _: None)
                return
            self._book.terms_came(stretch)
            self._app.background.submit(step, done)

        self._app.background.submit(step, done)
