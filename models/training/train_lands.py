"""
Learns the projection of the land model: of its invariants the 256 directions that vary most between simulated lands, brought towards
equal weight (whitening by the power WHITENING of the variances).

    python train_lands.py DATA_FOLDER OUT_FOLDER

No real land is trained on: Houston and Hamby are reported on only. Closed form, so that it is the same at every run.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch

from marks import read_marks
from profile_windows import project, read_invariants
from retrieval import describe

WHITENING = 0.3
LENGTH = 256
LANDS = 6
# The firings of the first simulated land.
FIXTURE = 3


def learn(invariants: torch.Tensor) -> torch.Tensor:
    centred = (invariants - invariants.mean(0)).double()
    variances, directions = torch.linalg.eigh(centred.T @ centred / len(centred))
    kept = directions[:, -LENGTH:].flip(1)
    # A direction's sign is arbitrary; its largest element is made positive, so that every platform agrees on it.
    kept = kept * torch.take_along_dim(kept, kept.abs().argmax(0, keepdim=True), 0).sign()
    return (kept * variances[-LENGTH:].flip(0) ** (-WHITENING / 2)).float()


def name_houston(similarity: np.ndarray, sources: list[str]) -> list[str]:
    """Nobody says which lands of A-11 and A-30 are the same; they pair up at one phase, that at which they are most alike."""
    places = [source.split(":")[1:] for source in sources]
    bullets = {name: [i for i, (bullet, _) in enumerate(places) if bullet == name] for name in ("HFSC-A-11", "HFSC-A-30")}

    def pair(phase: int) -> list[tuple[int, int]]:
        return [
            (i, j)
            for i in bullets["HFSC-A-11"]
            for j in bullets["HFSC-A-30"]
            if (int(places[j][1]) - int(places[i][1]) - phase) % LANDS == 0
        ]

    best = max(range(LANDS), key=lambda phase: np.mean([similarity[i, j] for i, j in pair(phase)]))
    named = list(sources)
    for i, j in pair(best):
        named[j] = named[i]
    return named


def main(data: Path, out: Path) -> None:
    torch.set_num_threads(1)
    marks = {name: read_marks(data / f"{name}.bin") for name in ("lands", "houston", "hamby")}
    invariants = {name: read_invariants(mark.values, mark.mask) for name, mark in marks.items()}
    half = len(invariants["lands"]) // 2
    projection = learn(invariants["lands"][:half])
    vectors = {name: project(each, projection) for name, each in invariants.items()}
    gallery = vectors["lands"][half:]
    figures = {}
    for name in ("houston", "hamby", "lands"):
        queries = gallery if name == "lands" else vectors[name]
        similarity = (queries @ queries.T).numpy()
        sources = marks[name].sources[-len(queries) :]
        sources = name_houston(similarity, sources) if name == "houston" else sources
        figures[name] = describe(similarity, sources, None if name == "lands" else (queries @ gallery.T).numpy())
        print(name, json.dumps(figures[name]), flush=True)
    (out / "profile-projection.bin").write_bytes(projection.numpy().astype("<f4").tobytes())
    (out / "profile-figures.json").write_text(json.dumps(figures, indent=2) + "\n")
    fixture = vectors["lands"][:FIXTURE].double().numpy().round(6).tolist()
    (out / "profile-fixture.json").write_text(json.dumps(fixture) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
