"""The forms of a French word, made by rule from its citation form.

Rules rather than a dictionary: loading one costs more than reading an article does, and what a rule makes for
a term can be read and tested.  Forms too many do no harm here (nobody writes « avials »), forms missing do.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_AL_TAKING_S: Final = _words("bal carnaval festival récital régal naval fatal final natal banal")
_AIL_TAKING_AUX: Final = _words("bail corail émail soupirail travail vantail vitrail")
_OU_TAKING_X: Final = _words("bijou caillou chou genou hibou joujou pou")
_U_TAKING_S: Final = _words("bleu pneu landau")


def plurals(word: str) -> tuple[str, ...]:
    """Return the plural forms of a noun or adjective; two where usage allows two.

    >>> plurals("général"), plurals("tir"), plurals("avion-cible"), plurals("appareil")
    (('généraux',), ('tirs',), ('avion-cibles',), ('appareils',))
    """
    if word.endswith(("s", "x", "z")):
        return (word,)
    if word.endswith("al"):
        return (word + "s",) if word in _AL_TAKING_S else (word[:-2] + "aux",)
    if word in _AIL_TAKING_AUX:
        return (word[:-3] + "aux",)
    if word.endswith(("au", "eu")):
        return (word + "s",) if word in _U_TAKING_S else (word + "x",)
    return (word + "x",) if word in _OU_TAKING_X else (word + "s",)


# The first ending that fits counts; « -teur » and « -eur » have two feminines, and both are made.
_FEMININES: Final = (
    ("e", ("e",)),
    ("teur", ("trice", "teuse")),
    ("eur", ("eure", "euse")),
    ("eux", ("euse",)),
    ("if", ("ive",)),
    ("ef", ("effe", "ève")),
    ("er", ("ère",)),
    ("el", ("elle",)),
    ("en", ("enne",)),
    ("on", ("onne",)),
    ("et", ("ette", "ète")),
    ("os", ("osse",)),
    ("bas", ("basse",)),
    ("anc", ("anche",)),
    ("ic", ("ique",)),
    ("grec", ("grecque",)),
    ("turc", ("turque",)),
    ("long", ("longue",)),
    ("eau", ("elle",)),
    ("eil", ("eille",)),
    ("vieux", ("vieille",)),
    ("nul", ("nulle",)),
)


def feminines(word: str) -> tuple[str, ...]:
    """Return the feminine singular forms of a masculine adjective or of a noun of person.

    >>> feminines("lourd"), feminines("offensif"), feminines("aérien"), feminines("tireur")
    (('lourde',), ('offensive',), ('aérienne',), ('tireure', 'tireuse'))
    """
    for ending, feminine in _FEMININES:
        if word.endswith(ending):
            return tuple(word[: -len(ending)] + new for new in feminine)
    return (word + "e",)


def numbers(word: str) -> tuple[str, ...]:
    """Return a noun or adjective in both numbers."""
    return _unique((word, *plurals(word)))


def agreements(word: str) -> tuple[str, ...]:
    """Return an adjective in both genders and numbers.

    >>> agreements("naval")
    ('naval', 'navals', 'navale', 'navales')
    """
    return _unique(form for base in (word, *feminines(word)) for form in numbers(base))


class _Model(NamedTuple):
    """The principal parts of a class of verbs, each to be put after what precedes `infinitive` in the verb.

    Args:
        infinitive: ending of the infinitives that the class holds.
        singular: present, first to third person; the first is the second's too unless three are given.
        plural: stem of « nous »; gives the imperfect and the present participle as well.
        third: present of « ils ».
        past: past historic without its ending: its last letter is the vowel (`i`, `u`, `in`).
        participle: past participle, masculine singular.
        future: stem of future and conditional.
        subjunctive: stem of « que je »; that of « ils » where it is empty.
    """

    infinitive: str
    singular: str
    plural: str
    third: str
    past: str
    participle: str
    future: str
    subjunctive: str = ""


_MODELS: Final = tuple(
    _Model(*line.split())
    for line in """
    envoyer envoie,envoies,envoie envoy envoient envoya envoyé enverr
    tenir tiens,tient ten tiennent tin tenu tiendr tienn
    venir viens,vient ven viennent vin venu viendr vienn
    prendre prends,prend pren prennent pri pris prendr prenn
    mettre mets,met mett mettent mi mis mettr
    battre bats,bat batt battent batti battu battr
    soudre sous,sout solv solvent solu sous soudr
    coudre couds,coud cous cousent cousi cousu coudr
    aindre ains,aint aign aignent aigni aint aindr
    eindre eins,eint eign eignent eigni eint eindr
    oindre oins,oint oign oignent oigni oint oindr
    ndre nds,nd nd ndent ndi ndu ndr
    rdre rds,rd rd rdent rdi rdu rdr
    uire uis,uit uis uisent uisi uit uir
    ouvrir ouvre,ouvres,ouvre ouvr ouvrent ouvri ouvert ouvrir
    ffrir ffre,ffres,ffre ffr ffrent ffri ffert ffrir
    illir ille,illes,ille ill illent illi illi illir
    servir sers,sert serv servent servi servi servir
    dormir dors,dort dorm dorment dormi dormi dormir
    partir pars,part part partent parti parti partir
    sortir sors,sort sort sortent sorti sorti sortir
    mentir mens,ment ment mentent menti menti mentir
    sentir sens,sent sent sentent senti senti sentir
    courir cours,court cour courent couru couru courr
    mourir meurs,meurt mour meurent mouru mort mourr
    quérir quiers,quiert quér quièrent qui quis querr quièr
    fuir fuis,fuit fuy fuient fui fui fuir
    devoir dois,doit dev doivent du dû devr doiv
    cevoir çois,çoit cev çoivent çu çu cevr
    prévoir prévois,prévoit prévoy prévoient prévi prévu prévoir
    voir vois,voit voy voient vi vu verr
    vaincre vaincs,vainc vainqu vainquent vainqui vaincu vaincr
    suivre suis,suit suiv suivent suivi suivi suivr
    vivre vis,vit viv vivent vécu vécu vivr
    dire dis,dit dis disent di dit dir
    élire élis,élit élis élisent élu élu élir
    crire cris,crit criv crivent crivi crit crir
    faire fais,fait fais font fi fait fer fass
    naître nais,naît naiss naissent naqui né naîtr
    aître ais,aît aiss aissent u u aîtr
    rompre romps,rompt romp rompent rompi rompu rompr
    clure clus,clut clu cluent clu clu clur
    croire crois,croit croy croient cru cru croir
    valoir vaux,vaut val valent valu valu vaudr vaill
    """.strip().splitlines()
)

_IRREGULAR: Final = {
    "être": """
        être suis es est sommes êtes sont étais était étions étiez étaient fus fut fûmes fûtes
        furent serai seras sera serons serez seront serais serait serions seriez seraient sois soit
        soyons soyez soient fusse fusses fût fussions fussiez fussent été étant
    """,
    "avoir": """
        avoir ai as a avons avez ont avais avait avions aviez avaient eus eut eûmes eûtes eurent
        aurai auras aura aurons aurez auront aurais aurait aurions auriez auraient aie aies ait
        ayons ayez aient eusse eusses eût eussions eussiez eussent eu eue eues ayant
    """,
    "aller": """
        aller vais vas va allons allez vont allais allait allions alliez allaient allai allas alla
        allâmes allâtes allèrent irai iras ira irons irez iront irais irait irions iriez iraient
        aille ailles aillent allé allée allés allées allant
    """,
}

_IMPERFECT: Final = ("ais", "ait", "ions", "iez", "aient")
_FUTURE: Final = ("ai", "as", "a", "ons", "ez", "ont", *_IMPERFECT)
# The endings of the first group that begin with a or o.
_HARD_ENDINGS: Final = (
    "ons", "ais", "ait", "aient", "ai", "as", "a", "âmes", "âtes",
    "ant", "asse", "asses", "ât", "assions", "assiez", "assent",
)  # fmt: skip
_SUBJUNCTIVE: Final = ("e", "es", "ent")


def is_infinitive(word: str) -> bool:
    """Whether a word ends like an infinitive that `conjugate` knows."""
    return word in _IRREGULAR or word.endswith(("er", "ir", *(model.infinitive for model in _MODELS)))


def conjugate(infinitive: str) -> tuple[str, ...]:
    """Return the simple forms of a verb, its participles in every gender and number among them.

    Raises:
        ValueError: the word does not end like an infinitive.

    >>> {"s'emparent", "emparé", "emparèrent"} & set(conjugate("emparer")) == {"emparé", "emparèrent"}
    True
    >>> [form for form in conjugate("abattre") if form.endswith(("t", "ues"))][:3]
    ['abat', 'abattent', 'abattait']
    """
    if infinitive in _IRREGULAR:
        return tuple(_IRREGULAR[infinitive].split())
    for model in _MODELS:
        if infinitive.endswith(model.infinitive):
            return _from_model(infinitive.removesuffix(model.infinitive), model)
    if infinitive.endswith("er"):
        return _first_group(infinitive)
    if infinitive.endswith("ir"):
        stem = infinitive[:-1]
        return _from_model(
            "",
            _Model("", f"{stem}s,{stem}t", f"{stem}ss", f"{stem}ssent", stem, stem, infinitive),
            infinitive,
        )
    raise ValueError(f"{infinitive!r} does not end like a French infinitive that the rules know")


def _from_model(prefix: str, model: _Model, infinitive: str | None = None) -> tuple[str, ...]:
    vowel = {"i": "î", "u": "û", "n": "în", "a": "â"}[model.past[-1]]
    past = model.past[:-2] if model.past.endswith("in") else model.past[:-1]
    if model.past.endswith("a"):
        historic = [
            past + ending for ending in ("ai", "as", "a", "âmes", "âtes", "èrent", "ât", "asse", "assent")
        ]
    else:
        historic = [
            model.past + ending for ending in ("s", "t", "rent", "sse", "sses", "ssions", "ssiez", "ssent")
        ]
        historic += [past + vowel + ending for ending in ("mes", "tes", "t")]
    forms = [
        infinitive or model.infinitive,
        *model.singular.split(","),
        *(model.plural + ending for ending in ("ons", "ez")),
        model.third,
        *(model.plural + ending for ending in (*_IMPERFECT, "ant")),
        *historic,
        *(model.future + ending for ending in _FUTURE),
        *((model.subjunctive or model.third.removesuffix("ent")) + ending for ending in _SUBJUNCTIVE),
        *agreements(model.participle),
    ]
    if model.infinitive in ("faire", "dire"):
        forms.append(model.infinitive[:-2] + "tes")
    return _unique(prefix + form for form in forms)


def _first_group(infinitive: str) -> tuple[str, ...]:
    stem = infinitive[:-2]
    # What stands before a or o where it differs: bougea, força.
    hard = {"g": stem + "e", "c": stem[:-1] + "ç"}.get(stem[-1:], stem)
    mute, future = _before_mute_e(stem)
    forms = [
        infinitive,
        *(m + ending for m in mute for ending in ("e", "es", "ent")),
        *(stem + ending for ending in ("ez", "ions", "iez", "èrent", *agreements("é"))),
        *(hard + ending for ending in _HARD_ENDINGS),
        *(f + "er" + ending for f in future for ending in _FUTURE),
    ]
    return _unique(forms)


# Consonants that are one sound to the ear, so that the vowel before them opens: pénètre, intègre, relègue.
_ONE_SOUND: Final = frozenset(["gu", "qu", "gn", "ch"]) | {c + liquid for c in "bcdfgptv" for liquid in "lr"}


def _before_mute_e(stem: str) -> tuple[list[str], list[str]]:
    """Return the stems of the present (lève, cède, jette) and of the future, all that usage allows."""
    if stem.endswith("y"):
        vocalic = [stem[:-1] + "i", *([stem] if stem.endswith("ay") else [])]
        return vocalic, vocalic
    vowel = max(stem.rfind("e"), stem.rfind("é"))
    consonants = stem[vowel + 1 :]
    if vowel < 0 or not (consonants in _ONE_SOUND or (len(consonants) == 1 and consonants not in "aiouûî")):
        return [stem], [stem]
    grave = f"{stem[:vowel]}è{consonants}"
    if stem[vowel] == "é":
        return [grave], [stem, grave]
    open_stems = [grave, stem + consonants] if consonants in ("l", "t") else [grave]
    return open_stems, open_stems


def _unique(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(forms))
