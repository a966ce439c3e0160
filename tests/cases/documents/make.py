"""Make the files of this directory again, with the programs that README.md names; never run by the tests.

    python tests/cases/documents/make.py

Needs pandoc, LibreOffice, Chromium, calibre, pdflatex, groff, ffmpeg, qpdf and pdftoppm on the PATH.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
ROOT = HERE.parents[2]
SCRATCH = Path("/tmp/documents")
SCRATCH.mkdir()


def run(*command: str | Path, stdin: str | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        input=stdin,
        capture_output=True,
        text=True,
        errors="replace",
        cwd=SCRATCH,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{command[0]}: {done.stderr or done.stdout}")
    return done.stdout


def office(source: Path, form: str, name: str, filters: str = "") -> None:
    """Let LibreOffice save `source` in another format."""
    out = Path(tempfile.mkdtemp())
    profile = f"-env:UserInstallation=file://{SCRATCH}/profile"
    run("soffice", profile, "--headless", "--convert-to", f"{form}{filters}", "--outdir", out, source)
    shutil.move(out / f"{source.stem}.{form}", HERE / name)


def printed(page: Path, name: str) -> None:
    """Let Chromium print a page, with its date and address in the margins as it does by default."""
    shutil.copy(page, SCRATCH)
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={SCRATCH}/chromium",
        f"--print-to-pdf={HERE / name}", f"file://{SCRATCH / page.name}")  # fmt: skip


def paragraphs_of(path: Path) -> list[str]:
    """Return the lines that `path` has as paragraphs: headline first, intertitles, items with their dash."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def is_heading(line: str) -> bool:
    return len(line) < 80 and line[-1] not in ".!?…:;»”"


def news_page() -> None:
    """A page as news sites make them, and the text that is to come out of it."""
    head, *lines = paragraphs_of(ROOT / "examples" / "drones-brouillage.fr.txt")
    html, expected = [], [f"# {head}"]
    for line in lines:
        if line.startswith("– "):
            html.append(f"<li>{line[2:]}</li>")
            expected.append(f"- {line[2:]}")
        elif is_heading(line):
            html.append(f"<h2>{line}</h2>")
            expected.append(f"## {line}")
        else:
            html.append(f"<p>{line}</p>")
            expected.append(line)
    article = re.sub(r"((?:<li>.*</li>\n?)+)", r"<ul>\n\1</ul>\n", "\n".join(html))
    article = article.replace("2 500 opérateurs", "2&#8239;500 opé&shy;ra&shy;teurs").replace(
        " :</p>", "&nbsp;:</p>"
    )
    page = (SOURCES / "page.html").read_text(encoding="utf-8").replace("{ARTICLE}", article)
    (HERE / "page.html").write_text(page, encoding="utf-8")
    (HERE / "page.txt").write_text("\n".join(expected) + "\n", encoding="utf-8")


def book() -> None:
    """An English book of three chapters, as Gutenberg and pandoc make them."""
    names = ("reportage-col", "filature-saint-ovin", "sommet-kelbar")
    markdown, expected = [], []
    for name in names:
        head, *lines = paragraphs_of(HERE.parent / "alignment" / f"{name}.en.txt")
        markdown.append(f"# {head}\n")
        expected.append(f"# {head}")
        for line in lines:
            heading = is_heading(line)
            markdown.append(f"## {line}\n" if heading else f"{line}\n")
            expected.append(f"## {line}" if heading else line)
    (HERE / "book.txt").write_text("\n".join(expected) + "\n", encoding="utf-8")
    source = SCRATCH / "book.md"
    meta = '---\ntitle: "Voices of the Valley"\nauthor: "Edith Marlowe"\ndate: 2025\nlang: en\n---\n\n'
    source.write_text(meta + "\n".join(markdown), encoding="utf-8")
    run("pandoc", source, "--toc", "-o", HERE / "book.pandoc.epub")
    licence = (SOURCES / "gutenberg.html").read_text(encoding="utf-8").split("<!-- BOOK -->")
    body = run("pandoc", source, "-t", "html")
    page = SCRATCH / "gutenberg.html"
    page.write_text(licence[0] + body + licence[1], encoding="utf-8")
    run("ebook-convert", page, HERE / "book.calibre.epub", "--title", "Voices of the Valley", "--authors",
        "Edith Marlowe", "--language", "en", "--level1-toc", "//h:h1", "--level2-toc", "//h:h2",
        "--chapter", "//h:h1", "--no-default-epub-cover")  # fmt: skip
    shutil.copy(HERE / "book.pandoc.epub", SCRATCH / "drm.epub")


def dossier() -> None:
    """A French report with everything a text can have, through every program."""
    source = SOURCES / "dossier.md"
    shutil.copy(source, HERE / "dossier.md")
    for name in ("dossier.pandoc.docx", "dossier.pandoc.odt", "dossier.pandoc.epub"):
        run("pandoc", source, "-o", HERE / name)
    run("pandoc", source, "-t", "epub2", "-o", HERE / "dossier.pandoc2.epub")
    run("pandoc", source, "-s", "-o", HERE / "dossier.pandoc.html")
    docx = SCRATCH / "dossier.docx"
    shutil.copy(HERE / "dossier.pandoc.docx", docx)
    office(docx, "odt", "dossier.libreoffice.odt")
    office(docx, "html", "dossier.libreoffice.html")
    office(docx, "epub", "dossier.libreoffice.epub")
    office(docx, "pdf", "dossier.libreoffice.pdf")
    odt = SCRATCH / "again.odt"
    shutil.copy(HERE / "dossier.libreoffice.odt", odt)
    office(odt, "docx", "dossier.libreoffice.docx")
    printed(HERE / "dossier.pandoc.html", "dossier.chromium.pdf")
    printed(HERE / "page.html", "page.chromium.pdf")
    latex = run("pandoc", source, "-t", "latex")
    (SCRATCH / "dossier.tex").write_text(
        (SOURCES / "columns.tex").read_text(encoding="utf-8").replace("%BODY%", latex), encoding="utf-8"
    )
    for _ in range(2):
        run("pdflatex", "-interaction=nonstopmode", "dossier.tex")
    shutil.move(SCRATCH / "dossier.pdf", HERE / "dossier.pdflatex.pdf")
    ms = run("pandoc", source, "-t", "ms")
    roff = (SOURCES / "page.ms").read_text(encoding="utf-8") + ms
    (SCRATCH / "dossier.ms").write_text(roff, encoding="utf-8")
    pdf = subprocess.run(
        ["groff", "-K", "utf8", "-mfr", "-ms", "-t", "-T", "pdf", SCRATCH / "dossier.ms"],
        capture_output=True,
        check=True,
    )
    (HERE / "dossier.groff.pdf").write_bytes(pdf.stdout)


def damaged() -> None:
    """Files that cannot be read: a scan, a password, subtitles of two programs."""
    from PIL import Image

    run("pdftoppm", "-r", "60", "-gray", "-png", HERE / "dossier.groff.pdf", "scan")
    pages = [Image.open(path) for path in sorted(SCRATCH.glob("scan*.png"))[:2]]
    pages[0].save(HERE / "scan.pdf", save_all=True, append_images=pages[1:], resolution=60)
    run("qpdf", "--encrypt", "secret", "owner", "256", "--", HERE / "dossier.groff.pdf", HERE / "locked.pdf")
    run("ffmpeg", "-y", "-loglevel", "error", "-i", SOURCES / "film.srt", HERE / "film.vtt")
    shutil.copy(SOURCES / "film.srt", HERE / "film.srt")


if __name__ == "__main__":
    news_page()
    book()
    dossier()
    damaged()
    shutil.rmtree(SCRATCH)
