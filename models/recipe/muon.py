"""Muon: momentum whose step is orthogonalised by a Newton–Schulz iteration (Jordan et al. 2024)."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor

import torch
from model import fastest_compute
from torch import Tensor

COEFFICIENTS = 3.4445, -4.7750, 2.0315
"""Of the quintic iteration; chosen by Jordan et al. for a steep start, so that five rounds are enough."""
ROUNDS = 5


def orthogonalised(gradients: Tensor) -> Tensor:
    """[n, a, b] with a ≤ b → the same matrices with singular values near 1."""
    a, b, c = COEFFICIENTS
    x = gradients / (gradients.norm(dim=(1, 2), keepdim=True) + 1e-7)
    x = x.to(fastest_compute())
    for _ in range(ROUNDS):
        gram = x @ x.mT
        x = torch.baddbmm(x, torch.baddbmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)
    return x.to(gradients.dtype)


class Muon(torch.optim.Optimizer):
    """For hidden matrices only. Matrices of one shape go through the iteration together, in one batched
    product."""

    def __init__(
        self, parameters: Iterable[Tensor], rate: float, pool: Executor, momentum: float = 0.95
    ) -> None:
        self.pool = pool
        super().__init__(parameters, {"lr": rate, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # noqa: ARG002
        """One update; a wide or tall matrix takes it scaled by the square root of its aspect."""
        for group in self.param_groups:
            by_shape: dict[tuple[int, int], list[tuple[Tensor, Tensor]]] = {}
            for parameter in group["params"]:
                if parameter.grad is None:
                    continue
                state = self.state[parameter]
                if "momentum" not in state:
                    state["momentum"] = torch.zeros_like(parameter)
                state["momentum"].lerp_(parameter.grad, 1 - group["momentum"])
                update = parameter.grad.lerp(state["momentum"], group["momentum"])
                # Keys and values are two square matrices on top of each other, turned one by one.
                width = update.shape[1]
                parts = update.split(width) if update.shape[0] == 2 * width else (update,)
                targets = parameter.split(width) if len(parts) == 2 else (parameter,)
                for target, part in zip(targets, parts, strict=True):
                    by_shape.setdefault(tuple(sorted(part.shape)), []).append((target, part))
            # The square matrices and the oblong ones cost about the same: one shape a thread.
            list(self.pool.map(lambda entries, rate=group["lr"]: _turn(entries, rate), by_shape.values()))


@torch.no_grad()
def _turn(entries: list[tuple[Tensor, Tensor]], rate: float) -> None:
    """Apply the orthogonalised steps to (parameter, update) pairs of one shape, transposed or not."""
    flat = torch.stack([part.mT if part.shape[0] > part.shape[1] else part for _, part in entries])
    for (target, part), step in zip(entries, orthogonalised(flat), strict=True):
        rows, columns = part.shape
        turned = step.mT if rows > columns else step
        target.add_(turned, alpha=-rate * max(1.0, rows / columns) ** 0.5)
