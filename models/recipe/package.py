"""Checkpoint → CTranslate2 int8 model → Argos package, and an Argos package of this recipe → float weights
again.

The package is what stock Argos Translate installs: a zip of one folder with metadata.json, README.md,
LICENCES.md, sentencepiece.model and model/. Nothing has to be done to the text before or after: the
normaliser is inside the SentencePiece model. `alignment_layer=-1, alignment_heads=1` in the specification
makes `return_attention=True` give the head that was trained on word links.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import struct
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import ctranslate2
import numpy as np
import sentencepiece as spm
import torch
from corpora import HERE, read_manifest
from ctranslate2.specs import attention_spec, common_spec, transformer_spec
from model import Attention, Layer, Transformer, load_model, position_table
from torch import Tensor, nn

FOLDER = "translate-{source}_{target}-{version}"
LANGUAGES = {"fr": "French", "en": "English"}
ARGOS_VERSION = "1.9"
"""The oldest Argos Translate that reads such a package."""


def _linear(spec: common_spec.LinearSpec, *layers: nn.Linear) -> None:
    """Fill a linear spec; several layers are stacked into one matrix, as CTranslate2's fused projections
    are."""
    spec.weight = torch.cat([layer.weight.detach() for layer in layers]).numpy()
    spec.bias = torch.cat([layer.bias.detach() for layer in layers]).numpy()


def _norm(spec: common_spec.LayerNormSpec, layer: nn.LayerNorm) -> None:
    spec.gamma, spec.beta = layer.weight.detach().numpy(), layer.bias.detach().numpy()


def _attention(
    spec: attention_spec.MultiHeadAttentionSpec, layer: Attention, norm: nn.LayerNorm, *, cross: bool
) -> None:
    """Self-attention is one fused query-key-value product, cross-attention a query and a fused key-value
    product."""
    _norm(spec.layer_norm, norm)
    if cross:
        _linear(spec.linear[0], layer.query)
        _linear(spec.linear[1], layer.key_value)
    else:
        _linear(spec.linear[0], layer.query, layer.key_value)
    _linear(spec.linear[-1], layer.output)


def _layer(spec: common_spec.LayerSpec, layer: Layer) -> None:
    _attention(spec.self_attention, layer.attention, layer.attention_norm, cross=False)
    if layer.cross is not None:
        _attention(spec.attention, layer.cross, layer.cross_norm, cross=True)
    _norm(spec.ffn.layer_norm, layer.feed_forward_norm)
    _linear(spec.ffn.linear_0, layer.feed_forward.inner)
    _linear(spec.ffn.linear_1, layer.feed_forward.outer)


def write_model(
    model: Transformer, processor: spm.SentencePieceProcessor, folder: Path, quantization: str | None
) -> None:
    """Write a CTranslate2 model; `quantization` is "int8", or None for float32."""
    shape = model.shape
    spec = transformer_spec.TransformerSpec.from_config(
        (shape.encoder_layers, shape.decoder_layers),
        shape.heads,
        pre_norm=True,
        activation=common_spec.Activation.RELU,
        alignment_layer=-1,
        alignment_heads=1,
    )
    embedding = model.embedding.weight.detach().numpy()
    positions = position_table(512, shape.width).numpy()
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = spec.decoder.projection.weight = (
        embedding
    )
    spec.encoder.position_encodings.encodings = spec.decoder.position_encodings.encodings = positions
    _norm(spec.encoder.layer_norm, model.encoder_norm)
    _norm(spec.decoder.layer_norm, model.decoder_norm)
    for layers, specs in ((model.encoder, spec.encoder.layer), (model.decoder, spec.decoder.layer)):
        for layer, layer_spec in zip(layers, specs, strict=True):
            _layer(layer_spec, layer)
    vocabulary = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.unk_token, spec.config.bos_token, spec.config.eos_token = "<unk>", "<s>", "</s>"
    spec.config.decoder_start_token = "<s>"
    # Argos sends the pieces of a sentence and nothing else.
    spec.config.add_source_bos = spec.config.add_source_eos = False
    spec.validate()
    spec.optimize(quantization=quantization)
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))


def read_variables(path: Path) -> dict[str, np.ndarray]:
    """The arrays of a CTranslate2 model.bin (format version 6), int8 matrices turned back into float32 by
    their scales.

    Layout, little-endian: uint32 format version; name of the specification; uint32 its revision; uint32
    number of variables; each: name, uint8 rank, uint32 per dimension, uint8 type, uint32 bytes, data; then
    the aliases. A name is uint16 length (with its final zero) and bytes.
    """
    data = path.read_bytes()
    place = 0

    def take(form: str) -> int:
        nonlocal place
        (value,) = struct.unpack_from("<" + form, data, place)
        place += struct.calcsize("<" + form)
        return value

    def name() -> str:
        nonlocal place
        length = take("H")
        place += length
        return data[place - length : place - 1].decode()

    if take("I") != 6:
        raise ValueError(f"{path}: not a CTranslate2 model of format 6")
    name(), take("I")
    types = [np.float32, np.int8, np.int16, np.int32, np.float16]
    arrays: dict[str, np.ndarray] = {}
    for _ in range(take("I")):
        variable = name()
        shape = [take("I") for _ in range(take("B"))]
        kind, size = types[take("B")], take("I")
        arrays[variable] = np.frombuffer(data, kind, size // np.dtype(kind).itemsize, place).reshape(shape)
        place += size
    for _ in range(take("I")):
        alias, variable = name(), name()
        arrays[alias] = arrays[variable]
    for variable, array in list(arrays.items()):
        scale = arrays.get(f"{variable}_scale")
        if scale is not None and array.dtype == np.int8:
            arrays[variable] = array.astype(np.float32) / scale.reshape(-1, 1)
    return arrays


def unpack(package: Path) -> dict[str, object]:
    """A checkpoint (shape, model, average, step, seen) from an .argosmodel of this recipe, to go on training
    from.

    Its matrices have passed through int8 and its optimisers start afresh: a checkpoint is better where there
    is one.
    """
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(package) as archive:
            metadata = json.loads(
                archive.read(next(n for n in archive.namelist() if n.endswith("metadata.json")))
            )
            weights = Path(folder) / "model.bin"
            weights.write_bytes(
                archive.read(next(n for n in archive.namelist() if n.endswith("model/model.bin")))
            )
        arrays = {
            name: torch.from_numpy(array.astype(np.float32))
            for name, array in read_variables(weights).items()
        }
    training = metadata["training"]
    shape, width = training["shape"], training["shape"]["width"]
    state: dict[str, Tensor] = {"embedding.weight": arrays["decoder/embeddings/weight"]}

    def linear(name: str, spec: str, rows: slice = slice(None)) -> None:
        state[f"{name}.weight"], state[f"{name}.bias"] = (
            arrays[f"{spec}/weight"][rows],
            arrays[f"{spec}/bias"][rows],
        )

    def norm(name: str, spec: str) -> None:
        state[f"{name}.weight"], state[f"{name}.bias"] = arrays[f"{spec}/gamma"], arrays[f"{spec}/beta"]

    for side in ("encoder", "decoder"):
        norm(f"{side}_norm", f"{side}/layer_norm")
        for number in range(shape[f"{side}_layers"]):
            layer, spec = f"{side}.{number}", f"{side}/layer_{number}"
            norm(f"{layer}.attention_norm", f"{spec}/self_attention/layer_norm")
            linear(f"{layer}.attention.query", f"{spec}/self_attention/linear_0", slice(0, width))
            linear(f"{layer}.attention.key_value", f"{spec}/self_attention/linear_0", slice(width, None))
            linear(f"{layer}.attention.output", f"{spec}/self_attention/linear_1")
            if side == "decoder":
                norm(f"{layer}.cross_norm", f"{spec}/attention/layer_norm")
                for index, part in enumerate(("query", "key_value", "output")):
                    linear(f"{layer}.cross.{part}", f"{spec}/attention/linear_{index}")
            norm(f"{layer}.feed_forward_norm", f"{spec}/ffn/layer_norm")
            linear(f"{layer}.feed_forward.inner", f"{spec}/ffn/linear_0")
            linear(f"{layer}.feed_forward.outer", f"{spec}/ffn/linear_1")
    state = {name: tensor.clone() for name, tensor in state.items()}
    direction = f"{metadata['from_code']}-{metadata['to_code']}"
    return {
        "shape": shape, "model": state, "average": state, "step": 0, "seen": training["pieces_seen"],
        "direction": direction,
    }  # fmt: skip


def licences(manifest: Path) -> str:
    """LICENCES.md of the package: every corpus with origin and licence."""
    rows = "\n".join(f"| {c.name} | {c.origin} | {c.licence} |" for c in read_manifest(manifest))
    return f"# Trained on\n\n| corpus | origin | licence as stated |\n|---|---|---|\n{rows}\n"


README = """# translate-{source}_{target} {version}

{source_name} → {target_name}, for Argos Translate, LibreTranslate and `bilingual`. A Transformer of {encoder_layers}
encoder and {decoder_layers} decoder layers, width {width}, {vocabulary:,} SentencePiece pieces, int8;
{millions:.1f} M pieces seen. Made with `models/recipe` of `bilingual`; corpora and licences: LICENCES.md.

One head of the last decoder layer was trained on word links; `translate_batch(..., return_attention=True)`
gives it.

{measured}
"""


def write_package(
    checkpoint: dict,
    vocabulary: Path,
    out: Path,
    version: str,
    measured: str = "",
    manifest: Path = HERE / "corpora.toml",
    decoding: Mapping[str, float] | None = None,
) -> str:
    """Write OUT, an .argosmodel with the averaged weights, and return its SHA-256."""
    processor = spm.SentencePieceProcessor(model_file=str(vocabulary))
    model = load_model(checkpoint, "average")
    source, target = checkpoint["direction"].split("-")
    root = FOLDER.format(source=source, target=target, version=version.replace(".", "_"))
    metadata = {
        "package_version": version, "argos_version": ARGOS_VERSION, "type": "translate",
        "from_code": source, "from_name": LANGUAGES[source],
        "to_code": target, "to_name": LANGUAGES[target],
        "license": "MIT as far as ours; corpora and their licences in LICENCES.md",
        "training": {"shape": checkpoint["shape"], "pieces_seen": checkpoint["seen"]},
        # What `bilingual` asks a package: is a head aligned, how does it write, how does it want to be decoded.
        "bilingual": {
            "alignment": True, "typography": "plain", "wishes": checkpoint.get("wishes", False),
            "decoding": dict(decoding or {}),
        },
    }  # fmt: skip
    readme = README.format(
        version=version,
        millions=checkpoint["seen"] / 1e6,
        measured=measured,
        source=source,
        target=target,
        source_name=LANGUAGES[source],
        target_name=LANGUAGES[target],
        **checkpoint["shape"],
    )
    with tempfile.TemporaryDirectory() as folder:
        write_model(model, processor, Path(folder), "int8")
        files = {f"model/{path.name}": path.read_bytes() for path in sorted(Path(folder).iterdir())}
    files |= {
        "metadata.json": json.dumps(metadata, indent=1).encode(),
        "README.md": readme.encode(),
        "LICENCES.md": licences(manifest).encode(),
        "sentencepiece.model": vocabulary.read_bytes(),
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(files.items()):
            # A fixed date: the same checkpoint gives the same package, byte for byte.
            archive.writestr(
                zipfile.ZipInfo(f"{root}/{name}", (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED
            )
    return hashlib.sha256(out.read_bytes()).hexdigest()


def mixed(checkpoint: dict, package: Path, share: float) -> dict:
    """The checkpoint with its averaged weights mixed with those of a package that it went on from.

    Two models on one road of training lie in one valley, and a point between them is often better than both
    (Wortsman et al. 2022): the newer knows more, the older has been cooled longer.
    """
    older = unpack(package)["average"]
    weights = {
        name: share * value.float() + (1 - share) * older[name]
        for name, value in checkpoint["average"].items()
    }
    return {**checkpoint, "average": weights}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("vocabulary", type=Path, help="sentencepiece.model")
    parser.add_argument("out", type=Path, help="the .argosmodel to write")
    parser.add_argument("--version", required=True, help="package version, such as 0.2")
    parser.add_argument(
        "--measured", type=Path, help="Markdown with the figures of evaluate.py, put into README.md"
    )
    parser.add_argument(
        "--decoding",
        type=json.loads,
        default={},
        metavar="JSON",
        help='decoding options that `bilingual` then uses, as {"beam_size": 4, "length_penalty": 0.6}',
    )
    parser.add_argument("--mix", type=Path, help="package that the checkpoint went on from, to be mixed in")
    parser.add_argument(
        "--share", type=float, default=0.6, help="of the checkpoint in the mixture (default: %(default)s)"
    )
    options = parser.parse_args(arguments)
    measured = options.measured.read_text(encoding="utf-8") if options.measured else ""
    checkpoint = torch.load(options.checkpoint, weights_only=True)
    if options.mix:
        checkpoint = mixed(checkpoint, options.mix, options.share)
    checksum = write_package(
        checkpoint, options.vocabulary, options.out, options.version, measured, decoding=options.decoding
    )
    print(checksum, options.out)
    print(f"CTranslate2 {ctranslate2.__version__}")


if __name__ == "__main__":
    main()
