"""The network: a pre-norm Transformer in the exact shape that `ctranslate2.specs.TransformerSpec` can hold.

Sentences are packed: a row of fixed length holds several of them, told apart by a segment number, so that no
time goes into padding and every matrix product is large. Shapes: R rows, S source and T target positions a
row, d the model's width, H heads, V pieces in the vocabulary. Matrix products run in `compute` (bfloat16
where the processor has it, float32 elsewhere); weights, residual stream, layer norms and the optimiser stay
in float32.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.autograd.function import FunctionCtx
from torch.nn import functional

DIRECTIONS = ("fr-en", "en-fr")
"""That of the encoded data, and the other."""
BOS, EOS, PAD = 1, 2, 3
MASKED = -1e4
"""Added to forbidden attention scores; far below any real score and still finite in bfloat16."""


def fastest_compute() -> torch.dtype:
    """bfloat16 where a processor multiplies it natively (AVX512-BF16, AMX), float32 elsewhere.

    Measured on Zen 4, two cores, 6000×256×1024: 300 GFLOP/s against 100. Emulated on AVX2 it is slower than
    float32.
    """
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore")
    except OSError:
        return torch.float32
    return torch.bfloat16 if "avx512_bf16" in flags or "amx_bf16" in flags else torch.float32


@dataclass(frozen=True, slots=True)
class Shape:
    """Everything that fixes the network's parameters. 4 heads of 64 are what CTranslate2's kernels like
    best."""

    vocabulary: int
    width: int = 256
    heads: int = 4
    feed_forward: int = 1024
    encoder_layers: int = 4
    decoder_layers: int = 2


@dataclass(frozen=True, slots=True)
class Batch:
    """Packed rows. `*_segment` is 0 where a row is empty; `position` restarts with every segment."""

    source: Tensor  # [R, S] int64
    source_position: Tensor  # [R, S] int64
    source_segment: Tensor  # [R, S] int64
    target: Tensor  # [R, T] int64, each segment shifted right behind <s>
    target_position: Tensor  # [R, T] int64
    target_segment: Tensor  # [R, T] int64
    labels: Tensor  # [R, T] int64, each segment followed by </s>; PAD where empty
    links: Tensor  # [3, K] int64: row, target position, source position of each word link


class Linear(nn.Linear):
    """A linear layer whose product runs in the compute type; the weight is cast, its gradient comes back in
    float32."""

    def forward(self, x: Tensor) -> Tensor:
        """[..., in] → [..., out] in the type of `x`."""
        bias = None if self.bias is None else self.bias.to(x.dtype)
        return functional.linear(x, self.weight.to(x.dtype), bias)


class Attention(nn.Module):
    """Multi-head attention over packed rows."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.output = Linear(width, width), Linear(width, width)
        self.key_value = Linear(width, 2 * width)

    def forward(self, x: Tensor, memory: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
        """x [R, T, d], memory [R, S, d], bias [R, 1, T, S] → output [R, T, d] and weights [R, H, T, S]."""
        rows, length, width = x.shape
        split = (rows, -1, self.heads, width // self.heads)
        query = self.query(x).view(split).transpose(1, 2)
        key, value = self.key_value(memory).chunk(2, dim=-1)
        key, value = key.reshape(split).permute(0, 2, 3, 1), value.reshape(split).transpose(1, 2)
        scores = query * (width // self.heads) ** -0.5 @ key
        weights = torch.softmax(scores + bias, dim=-1)
        return self.output((weights @ value).transpose(1, 2).reshape(rows, length, width)), weights


class FeedForward(nn.Module):
    """Two linear layers with a ReLU between."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.inner, self.outer = Linear(width, inner), Linear(inner, width)

    def forward(self, x: Tensor) -> Tensor:
        """[..., d] → [..., d]."""
        return self.outer(functional.relu(self.inner(x)))


class Layer(nn.Module):
    """An encoder layer, or with `cross` a decoder layer; normalised before each block."""

    def __init__(self, shape: Shape, *, cross: bool) -> None:
        super().__init__()
        self.attention = Attention(shape.width, shape.heads)
        self.cross = Attention(shape.width, shape.heads) if cross else None
        self.feed_forward = FeedForward(shape.width, shape.feed_forward)
        self.attention_norm = nn.LayerNorm(shape.width)
        self.cross_norm = nn.LayerNorm(shape.width) if cross else None
        self.feed_forward_norm = nn.LayerNorm(shape.width)

    def forward(
        self,
        x: Tensor,
        bias: Tensor,
        compute: torch.dtype,
        memory: Tensor | None = None,
        cross_bias: Tensor | None = None,
    ) -> tuple[Tensor, Tensor | None]:
        """x [R, T, d] float32 → the same, and the cross-attention weights [R, H, T, S] of a decoder layer."""
        weights = None
        y = self.attention_norm(x).to(compute)
        x = x + self.attention(y, y, bias)[0]
        if self.cross is not None:
            y, weights = self.cross(self.cross_norm(x).to(compute), memory, cross_bias)
            x = x + y
        return x + self.feed_forward(self.feed_forward_norm(x).to(compute)), weights


def position_table(length: int, width: int) -> Tensor:
    """Sinusoids [length, width], sines first, as Vaswani et al. (2017) and CTranslate2 have them."""
    rate = torch.exp(torch.arange(width // 2) * (-math.log(10_000.0) / (width // 2 - 1)))
    angle = torch.arange(length)[:, None] * rate[None]
    return torch.cat([angle.sin(), angle.cos()], dim=1)


class TiedLoss(torch.autograd.Function):
    """Label-smoothed cross entropy of the tied output layer, without ever holding all [N, V] logits.

    Gradients are made chunk by chunk in the forward pass, while the logits are still in cache.
    """

    ROWS = 512
    """Positions per chunk: 512 × 8,000 float32 are 16 MB, within a shared L3 cache."""

    @staticmethod
    def forward(
        ctx: FunctionCtx, hidden: Tensor, embedding: Tensor, labels: Tensor, smoothing: float
    ) -> tuple[Tensor, Tensor]:
        """hidden [N, d], embedding [V, d], labels [N] → (mean smoothed loss, mean negative
        log-likelihood)."""
        weight = embedding.to(hidden.dtype)
        count, vocabulary = len(labels), len(embedding)
        gradient = torch.empty(count, vocabulary, dtype=hidden.dtype)
        # One buffer for all chunks, and no operation with mixed types: those are ten times slower on a CPU.
        buffer = torch.empty(min(TiedLoss.ROWS, count), vocabulary)
        likelihood = normalisers = torch.zeros(())
        for start in range(0, count, TiedLoss.ROWS):
            part = slice(start, start + TiedLoss.ROWS)
            logits = torch.mm(hidden[part], weight.t(), out=gradient[part])
            chosen = labels[part, None]
            likelihood = likelihood - logits.gather(1, chosen).float().sum()
            largest = logits.amax(1, keepdim=True).float()
            probabilities = buffer[: len(logits)].copy_(logits).sub_(largest).exp_()
            total = probabilities.sum(1, keepdim=True)
            normalisers = normalisers + (largest + total.log()).sum()
            probabilities.mul_(1 / total).scatter_add_(1, chosen, total.new_full(chosen.shape, smoothing - 1))
            gradient[part] = probabilities
        hidden_gradient = (gradient @ weight).float()
        embedding_gradient = (gradient.t() @ hidden).float()
        # Smoothing wants −ε/V in every cell of the gradient: of rank one, so it need not be written into the
        # cells.
        uniform = smoothing / vocabulary
        weight_sum, hidden_sum = embedding.sum(0), hidden.float().sum(0)
        hidden_gradient -= uniform * weight_sum
        embedding_gradient -= uniform * hidden_sum
        ctx.save_for_backward(hidden_gradient.div_(count).to(hidden.dtype), embedding_gradient.div_(count))
        likelihood = likelihood + normalisers
        smoothed = (
            (1 - smoothing) * likelihood + smoothing * normalisers - uniform * (hidden_sum @ weight_sum)
        )
        return smoothed / count, likelihood / count

    @staticmethod
    def backward(ctx: FunctionCtx, loss_gradient: Tensor, _: Tensor) -> tuple[Tensor | None, ...]:
        """Scale the gradients made in the forward pass."""
        hidden_gradient, embedding_gradient = ctx.saved_tensors
        return hidden_gradient * loss_gradient, embedding_gradient * loss_gradient, None, None


class Transformer(nn.Module):
    """Encoder and decoder with one embedding for source, target and output."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.compute = fastest_compute()
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.encoder = nn.ModuleList(Layer(shape, cross=False) for _ in range(shape.encoder_layers))
        self.decoder = nn.ModuleList(Layer(shape, cross=True) for _ in range(shape.decoder_layers))
        self.encoder_norm, self.decoder_norm = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        self.register_buffer("positions", position_table(512, shape.width), persistent=False)
        nn.init.normal_(self.embedding.weight, std=shape.width**-0.5)
        for name, parameter in self.named_parameters():
            if name.endswith(
                ("query.weight", "key_value.weight", "inner.weight", "output.weight", "outer.weight")
            ):
                nn.init.xavier_uniform_(parameter)
            # Blocks start close to the identity, which lets a deep pre-norm stack learn at full rate from the
            # start.
            if name.endswith(("output.weight", "outer.weight")):
                parameter.data.mul_(0.3)
            if name.endswith("bias") and "norm" not in name:
                nn.init.zeros_(parameter)

    def embed(self, pieces: Tensor, positions: Tensor) -> Tensor:
        """[R, T] piece ids and positions → [R, T, d]."""
        return self.embedding(pieces) * math.sqrt(self.shape.width) + self.positions[positions]

    def attention_bias(self, queries: Tensor, keys: Tensor, *, causal: bool = False) -> Tensor:
        """Segment numbers [R, T] and [R, S] → bias [R, 1, T, S]: 0 inside a segment, `MASKED` across
        segments."""
        allowed = queries[:, :, None] == keys[:, None, :]
        if causal:
            allowed = allowed & torch.ones(allowed.shape[1:], dtype=torch.bool).tril()
        return torch.where(allowed, 0.0, MASKED).to(self.compute)[:, None]

    def encode(self, batch: Batch) -> Tensor:
        """Encoder output [R, S, d] in the compute type."""
        x = self.embed(batch.source, batch.source_position)
        bias = self.attention_bias(batch.source_segment, batch.source_segment)
        for layer in self.encoder:
            x, _ = layer(x, bias, self.compute)
        return self.encoder_norm(x).to(self.compute)

    def decode(self, batch: Batch, memory: Tensor) -> tuple[Tensor, Tensor]:
        """Decoder output [R, T, d] and the last layer's cross-attention weights [R, H, T, S]."""
        x = self.embed(batch.target, batch.target_position)
        bias = self.attention_bias(batch.target_segment, batch.target_segment, causal=True)
        cross_bias = self.attention_bias(batch.target_segment, batch.source_segment)
        weights = None
        for layer in self.decoder:
            x, weights = layer(x, bias, self.compute, memory, cross_bias)
        return self.decoder_norm(x).to(self.compute), weights

    def loss(self, batch: Batch, smoothing: float = 0.0) -> tuple[Tensor, Tensor, Tensor]:
        """Smoothed loss, negative log-likelihood, and the link loss: −log of head 0's weight on the linked
        piece."""
        hidden, weights = self.decode(batch, self.encode(batch))
        real = batch.labels.view(-1).ne(PAD).nonzero().squeeze(1)
        hidden = hidden.reshape(-1, self.shape.width).index_select(0, real)
        loss, likelihood = TiedLoss.apply(
            hidden, self.embedding.weight, batch.labels.view(-1)[real], smoothing
        )
        row, target, source = batch.links
        linked = weights[:, 0][row, target, source].float()
        return loss, likelihood, -linked.clamp_min(1e-6).log().mean() if len(row) else loss.new_zeros(())


def save_checkpoint(path: Path, **content: object) -> None:
    """Write a checkpoint beside its place and move it there, so that a broken run leaves the last one
    whole."""
    partial = path.with_suffix(".partial")
    torch.save(content, partial)
    partial.replace(path)


def load_model(checkpoint: dict[str, object], weights: str = "model") -> Transformer:
    """The network in a checkpoint; `weights` is "model" or "average"."""
    model = Transformer(Shape(**checkpoint["shape"]))
    model.load_state_dict(checkpoint[weights])
    return model


def shape_fields(shape: Shape) -> dict[str, int]:
    """For a checkpoint: plain values only, so that it loads without this module."""
    return asdict(shape)
