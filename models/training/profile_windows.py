"""
The land model's invariants in PyTorch, number for number what profile-descriptor.ts writes as a graph: profile-settings.json is read by
both, and test/unit/features-training.test.ts holds the two against each other.
"""

import json
import math
from pathlib import Path

import torch

SETTINGS = json.loads((Path(__file__).parent / "profile-settings.json").read_text())


def smooth_with_border(size: int, width: float) -> torch.Tensor:
    """Rows of Gaussian weights of sum 1, the border's value standing for what lies beyond it."""
    reach = math.ceil(4 * width)
    weights = torch.exp(-0.5 * (torch.arange(-reach, reach + 1) / width) ** 2)
    weights /= weights.sum()
    matrix = torch.zeros(size, size)
    for i in range(size):
        for k, weight in enumerate(weights):
            matrix[i, min(size - 1, max(0, i + k - reach))] += weight
    return matrix


def list_pairs() -> tuple[list[int], list[int], torch.Tensor]:
    windows = SETTINGS["windows"]
    pairs = [(w, w + gap, g) for g, gap in enumerate(SETTINGS["gaps"]) for w in range(windows - gap)]
    gaps = torch.tensor([g for _, _, g in pairs])
    return [a for a, _, _ in pairs], [b for _, b, _ in pairs], (gaps[:, None] == gaps).float()


def centre(rows: torch.Tensor, cover: torch.Tensor, group: torch.Tensor) -> torch.Tensor:
    """Subtracts the mean over the covered rows of each group, and clears the others."""
    mean = (group @ (rows * cover)) / (group @ cover).clamp(min=1)
    return (rows - mean) * cover


def weigh(rows: torch.Tensor, weight: float) -> torch.Tensor:
    flat = rows.flatten(1)
    return weight * flat / flat.norm(dim=1, keepdim=True).clamp(min=1e-6)


@torch.no_grad()
def read_invariants(values: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Profiles [n, length] with their masks to products (real, then imaginary), power and profile, [n, invariants]."""
    s = SETTINGS
    windows = s["windows"]
    x = torch.arange(s["length"]) - (s["length"] - 1) / 2
    middle = (torch.arange(windows) - (windows - 1) / 2) * s["windowStep"]
    window = torch.exp(-0.5 * ((x - middle[:, None]) / s["windowWidth"]) ** 2)
    frequency = s["firstFrequency"] + s["frequencyStep"] * torch.arange(s["frequencies"])
    phase = 2 * torch.pi * x[:, None] * frequency
    masked = values * mask
    windowed = window * masked[:, None]
    c, q = windowed @ torch.cos(phase), windowed @ torch.sin(phase)
    power = c * c + q * q
    smooth = smooth_with_border(windows, s["smoothWindows"]) @ power
    smooth = smooth @ smooth_with_border(s["frequencies"], s["smoothFrequencies"]).T
    size = torch.maximum(smooth, power.mean((1, 2), keepdim=True) * s["floor"] + 1e-9).sqrt()
    c, q = c / size, q / size
    covered = ((mask @ window.T) / window.sum(1) > s["coverage"]).float()[:, :, None]
    first, second, same_gap = list_pairs()
    both = covered[:, first] * covered[:, second]
    in_phase = centre(c[:, first] * c[:, second] + q[:, first] * q[:, second], both, same_gap)
    quadrature = centre(c[:, first] * q[:, second] - q[:, first] * c[:, second], both, same_gap)
    evened = centre(c * c + q * q, covered, torch.ones(windows, windows))
    reach = s["profileReach"]
    kernel = torch.exp(-0.5 * (torch.arange(-reach, reach + 1) / s["profileSmoothing"]) ** 2)
    smoothed = torch.nn.functional.conv1d(masked[:, None], kernel[None, None], padding=reach)
    products = torch.cat([in_phase, quadrature], 1)
    return torch.cat([weigh(products, 1), weigh(evened, s["powerWeight"]), weigh(smoothed, s["profileWeight"])], 1)


def project(invariants: torch.Tensor, projection: torch.Tensor) -> torch.Tensor:
    vectors = invariants @ projection
    return vectors / vectors.norm(dim=1, keepdim=True)
