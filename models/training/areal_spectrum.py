"""
The areal model in PyTorch, number for number what areal-descriptor.ts writes as a graph: areal-settings.json is read by both, and
test/unit/features-training.test.ts holds the two against each other.
"""

import json
import math
from pathlib import Path

import numpy as np
import torch

SETTINGS = json.loads((Path(__file__).parent / "areal-settings.json").read_text())


def to_tensor(values: np.ndarray) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.float32)


class ArealSpectrum(torch.nn.Module):
    """From marks [n, side, side] with their masks to the rings' chosen harmonics, complex [n, harmonics, rings]."""

    def __init__(self) -> None:
        super().__init__()
        s = SETTINGS
        half = math.ceil((s["firstRing"] + s["rings"] * s["ringStep"]) / s["frequencyStep"]) + 3
        columns, rows = 2 * half + 1, half + 2
        place = np.arange(s["side"]) - (s["side"] - 1) / 2
        turn = 2 * np.pi * s["pitch"] * s["frequencyStep"]
        along = turn * np.outer(place, np.arange(columns) - half)
        down = turn * np.outer(np.arange(rows) - 1, place)
        self.cos_x, self.sin_x = to_tensor(np.cos(along)), to_tensor(np.sin(along))
        self.cos_y, self.sin_y = to_tensor(np.cos(down)), to_tensor(np.sin(down))
        self.corner, self.weight = self.read_rings(columns, half)
        self.analyse, self.compose, self.across = self.smooth()
        phase = 2 * np.pi * np.outer(np.arange(s["angles"]), s["harmonics"]) / s["angles"]
        self.cos_k, self.sin_k = to_tensor(np.cos(phase)), to_tensor(np.sin(phase))

    @staticmethod
    def read_rings(columns: int, half: int) -> tuple[torch.Tensor, torch.Tensor]:
        s = SETTINGS
        radius = (s["firstRing"] + np.arange(s["rings"]) * s["ringStep"]) / s["frequencyStep"]
        angle = (np.arange(s["angles"]) + 0.5) / s["angles"] * np.pi
        x = radius[:, None] * np.cos(angle) + half
        y = radius[:, None] * np.sin(angle) + 1
        column, row = np.floor(x).astype(int), np.floor(y).astype(int)
        corners = [(0, 0), (1, 0), (0, 1), (1, 1)]
        index = np.stack([(row + dy) * columns + column + dx for dx, dy in corners])
        weight = np.stack([abs(1 - dx - (x - column)) * abs(1 - dy - (y - row)) for dx, dy in corners])
        return torch.tensor(index), to_tensor(weight)

    @staticmethod
    def smooth() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        s = SETTINGS
        angles, terms = s["angles"], s["smoothTerms"]
        analyse, compose = np.zeros((angles, terms)), np.zeros((terms, angles))
        for t in range(terms):
            k = (t + 1) // 2
            angle = 2 * np.pi * k * np.arange(angles) / angles
            wave = np.ones(angles) if t == 0 else np.cos(angle) if t % 2 == 1 else np.sin(angle)
            gain = (1 if t == 0 else 2) / angles
            analyse[:, t] = wave * gain * np.exp(-0.5 * (2 * np.pi * k * s["smoothAngles"] / angles) ** 2)
            compose[t] = wave
        ring = np.arange(s["rings"])
        across = np.exp(-0.5 * ((ring[:, None] - ring) / s["smoothRings"]) ** 2)
        across /= across.sum(1, keepdims=True)
        return to_tensor(analyse), to_tensor(compose), to_tensor(across)

    def forward(self, values: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        area = mask.sum((1, 2), keepdim=True).clamp(min=1)
        centred = (values - (values * mask).sum((1, 2), keepdim=True) / area) * mask
        along_cos, along_sin = centred @ self.cos_x, centred @ self.sin_x
        real = self.cos_y @ along_cos - self.sin_y @ along_sin
        imaginary = self.cos_y @ along_sin + self.sin_y @ along_cos
        power = (real * real + imaginary * imaginary).flatten(1)
        ring = (power[:, self.corner] * self.weight).sum(1)
        smooth = self.across @ ((ring @ self.analyse) @ self.compose)
        least = ring.mean(2, keepdim=True) * SETTINGS["floor"] + 1e-6
        speckle = ring / torch.maximum(smooth, least) - 1
        return torch.complex(speckle @ self.cos_k, -(speckle @ self.sin_k)).transpose(1, 2)


@torch.no_grad()
def read_spectra(values: torch.Tensor, mask: torch.Tensor, batch: int = 32) -> torch.Tensor:
    spectrum = ArealSpectrum()
    parts = [spectrum(values[i : i + batch], mask[i : i + batch]) for i in range(0, len(values), batch)]
    return torch.cat(parts)


def project(spectra: torch.Tensor, projection: torch.Tensor) -> torch.Tensor:
    """Spectra [n, harmonics, rings] by projection [harmonics, rings, components] to vectors of unit length, as 128 complex numbers."""
    vectors = torch.einsum("nhr,hrd->nhd", spectra, projection).flatten(1)
    return vectors / vectors.abs().square().sum(1, keepdim=True).sqrt()
