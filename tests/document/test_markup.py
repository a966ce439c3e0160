"""Pages of HTML: blocks, and what is no text."""

import pytest
from documents import Expected, paragraphs

from bilingual.document import Document, document_from_bytes
from bilingual.errors import DocumentError

BODY = "Le convoi est arrivé à l’aube, après trois jours de route et deux nuits sans sommeil."


def page(body: str, head: str = "") -> Document:
    return document_from_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "<stdin>")


def texts(body: str) -> list[str]:
    return [p.text for p in paragraphs(page(body))]


def test_headings_items_cells_and_breaks() -> None:
    document = page(
        "<h2>Un <em>titre</em><br>en deux lignes</h2><ul><li>un<li>deux</ul>"
        "<table><tr><th>a</th><td>b</td></tr></table><dl><dt>c</dt><dd>d</dd></dl>"
        "<blockquote><p>Sous la pluie,<br/>il dort.</p></blockquote>"
    )
    assert paragraphs(document) == [
        Expected("heading", 2, "Un titre en deux lignes"),
        Expected("item", 0, "un"), Expected("item", 0, "deux"),
        Expected("item", 0, "a"), Expected("item", 0, "b"), Expected("item", 0, "c"), Expected("item", 0, "d"),
        Expected("body", 0, "Sous la pluie,\nil dort."),
    ]  # fmt: skip


def test_two_breaks_part_paragraphs_and_text_around_blocks_is_kept() -> None:
    assert texts("Un.<br><br>Deux.<p>Trois.</p>Quatre.<div>Cinq.<div>Six.</div></div>") == [
        "Un.", "Deux.", "Trois.", "Quatre.", "Cinq.", "Six.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "apparatus",
    [
        "<script>var a = 'x';</script>", "<style>p { color: red }</style>", "<nav>menu</nav>", "<aside>autre</aside>",
        "<footer>bas</footer>", "<header>haut</header>", "<button>Oui</button>",
        "<p hidden>rien</p>", "<p style='display: none'>rien</p>", "<noscript>rien</noscript>",
        "<svg><text>x</text></svg>", "<span class='pagenum'>12</span>", "<!-- rien -->", "<?php rien ?>",
        "<template>rien</template>",
    ],
)  # fmt: skip
def test_what_is_no_text_is_left_out(apparatus: str) -> None:
    assert texts(f"<p>{BODY}</p>{apparatus}<p>Fin.</p>") == [BODY, "Fin."]


def test_marks_of_notes_go_and_notes_come_last() -> None:
    body = (
        "<p>Un mot<sup><a href='#n1'>1</a></sup> et m<sup>2</sup>, le 1<sup>er</sup> mai"
        "<a href='#x' class='noteref'>*</a>.</p><aside epub:type='footnote' id='n1'><a href='#r1'>[1]</a> Une note."
        "</aside><p>Voir <a href='#c'>chapitre 3</a>.</p>"
    )
    assert texts(body) == ["Un mot et m², le 1er mai.", "Voir chapitre 3.", "Une note."]


def test_entities_no_break_spaces_and_decorated_initials() -> None:
    assert texts("<p><img alt='L' src='l.png'>e c&oelig;ur&nbsp;; &laquo;&#8239;oui&#8239;&raquo;</p>") == [
        "Le cœur\u00a0; «\u202foui\u202f»"
    ]


def test_a_page_of_a_few_lines_is_read_whole() -> None:
    document = page("<p>Il pleut.</p><p>Il neige.</p>", "<title>Météo</title>")
    assert [p.text for p in paragraphs(document)] == ["Météo", "Il pleut.", "Il neige."]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("cp1252", "iso-8859-1"), ("utf-16", "utf-16"), ("iso-8859-15", "iso-8859-15"), ("utf-8", "x")],
)
def test_a_page_is_decoded_as_it_says(encoding: str, named: str) -> None:
    text = f"<html><meta charset='{named}'><p>Où est l'élève ? Le prix : 3 €, dit-il, été comme hiver.</p>"
    document = document_from_bytes(text.encode(encoding), "<stdin>")
    assert "3 €, dit-il, été" in document.text


def test_a_page_filled_by_a_script_says_so() -> None:
    with pytest.raises(DocumentError, match="if a script fills the page, print it to PDF"):
        page("<div id='app'></div><script>fill()</script>")


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 50_000 + BODY,
        "<p>x" + "<b> </b>" * 20_000,
        "<p>x" + "<br> " * 20_000,
        "<a href='#fn1'>1</a>" * 20_000 + "<p>x",
    ],
    ids=["nested", "empty", "breaks", "links"],
)
def test_odd_pages_take_no_time(body: str) -> None:
    try:
        assert page(body).text
    except DocumentError as error:
        assert "no text in it" in str(error)
