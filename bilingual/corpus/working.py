"""What a worker does with a task: no file is read or written but the package and the memory of its machine."""

from __future__ import annotations

import pickle
import threading
import traceback
from contextlib import nullcontext
from functools import lru_cache
from typing import TYPE_CHECKING

from bilingual import __version__
from bilingual.corpus.model import Made, Task, Treatment
from bilingual.corpus.packages import package_digest
from bilingual.errors import BilingualError, ModelError
from bilingual.languages import language_of
from bilingual.views.formats import FORMATS

if TYPE_CHECKING:
    from bilingual.document import Document
    from bilingual.glossary.termbase import Termbase
    from bilingual.pipeline.model import ParallelText
    from bilingual.translation.engine import ArgosTranslator

# A worker of a cluster may run several tasks in threads of one process: each thing is loaded once.
_loading = threading.Lock()


def work(task: Task) -> Made:
    """Make the parallel text of a task; whatever goes wrong is told, so that the other files go on."""
    try:
        text, warnings = _parallel_text(task)
        data = FORMATS[task.treatment.form].render(text)
    except BilingualError as error:
        # The place is the file, which the report names anyway.
        place = f"{error.place}: " if error.place and error.place != task.item.name else ""
        return Made(None, problem=f"{place}{error.problem}", remedy=error.remedy or "")
    except Exception as error:  # a fault of ours must not cost the other files
        return Made(
            None,
            problem=f"unexpected {type(error).__name__}: {error}",
            remedy="please report it; the traceback is in the JSON report",
            unexpected=traceback.format_exc(),
        )
    flagged = sum(bool(bead.flags) for bead in text.beads)
    return Made(data, len(text.beads), len(text.source.text.split()), flagged, warnings)


def _parallel_text(task: Task) -> tuple[ParallelText, tuple[str, ...]]:
    from bilingual.document.reading import document_from_bytes

    item, treatment = task.item, task.treatment
    if treatment.version != __version__:
        raise BilingualError(
            f"this worker has bilingual {__version__}, the client {treatment.version}",
            remedy="install the same version on every machine",
        )
    document = document_from_bytes(task.contents[0], item.name)
    if item.translation is None:
        return _translated(document, treatment), document.warnings
    from bilingual.pipeline.aligning import align_with_report

    translation = document_from_bytes(task.contents[1], item.translation)
    aligned = align_with_report(
        document,
        translation,
        source_language=language_of(treatment.source_code),
        target_language=language_of(treatment.target_code),
        termbase=_termbase(treatment.glossary),
    )
    doubts = (aligned.warning,) if aligned.warning else ()
    return aligned.text, (*document.warnings, *translation.warnings, *doubts)


def _translated(document: Document, treatment: Treatment) -> ParallelText:
    from bilingual.directories import memory_file
    from bilingual.pipeline.reading import Reading
    from bilingual.translation.memory import remembering
    from bilingual.translation.translator import Translator

    with _loading:
        translator: Translator = _translator(treatment)
    with remembering(translator, memory_file()) if treatment.memory else nullcontext(translator) as recalling:
        return Reading(document, recalling, _termbase(treatment.glossary)).finish()


def _translator(treatment: Treatment) -> ArgosTranslator:
    # The options of a file do not tell translators apart, or each format would load the model again.
    return _loaded(
        treatment.source_code,
        treatment.target_code,
        treatment.model,
        treatment.package_digest,
        treatment.threads,
    )


@lru_cache(maxsize=2)
def _loaded(source: str, target: str, model: str | None, digest: str, threads: int | None) -> ArgosTranslator:
    from bilingual.directories import unpacked_packages
    from bilingual.translation.engine import ArgosTranslator
    from bilingual.translation.packages import find_package

    package = find_package(language_of(source), language_of(target), model)
    if digest and package_digest(package) != digest:
        raise ModelError(
            f"this worker has another package, {package.name}",
            place=str(package.path),
            remedy="install the same package on every machine",
        )
    translator = ArgosTranslator(package, threads=threads or _share(), cache=unpacked_packages())
    # Loaded under the lock: the engine serves several threads, loading it twice at once does not.
    next(translator.translate(["1"]), None)
    return translator


def _share() -> int:
    """Return the cores for one task on a worker of a cluster, which may do several at once."""
    from distributed import get_worker

    from bilingual.translation.engine import available_cores

    return max(1, available_cores() // get_worker().state.nthreads)


@lru_cache(maxsize=2)
def _termbase(glossary: bytes) -> Termbase:
    from bilingual.glossary.termbase import Termbase, military_termbase

    if not glossary:
        return military_termbase()
    own = pickle.loads(glossary)
    assert isinstance(own, Termbase)
    return own.merge(military_termbase())
