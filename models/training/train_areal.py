"""
Learns the projection of the areal model: for each harmonic, the directions over the rings that vary most between simulated marks, brought
towards equal weight (whitening by the power WHITENING of the variances).

    python train_areal.py DATA_FOLDER OUT_FOLDER

No real mark is trained on, so that both studies are reported on: to whiten by the marks of ten firearms takes away what these ten have of
their own (Fadul's pairs above the limit fell from 1.0 to .95 when they were trained on). Closed form, so that it is the same at every run.
What else was tried and lost is told in models/README.md.
"""

import json
import sys
from pathlib import Path

import torch

from areal_spectrum import SETTINGS, project, read_spectra
from marks import Marks, read_marks
from retrieval import compare, describe

WHITENING = 0.7
STUDIES = ("fadul", "weller")
# Every third simulated firearm is kept from training: its marks are the strangers that the real ones are searched among.
HELD_OUT = 3
# The firings of the first simulated firearm.
FIXTURE = 3


def learn(spectra: torch.Tensor) -> torch.Tensor:
    """From spectra [n, harmonics, rings] to [harmonics, rings, components]."""
    unit = (spectra / spectra.abs().square().mean((1, 2), keepdim=True).sqrt()).to(torch.complex128)
    covariance = torch.einsum("nhr,nhs->hrs", unit, unit.conj()) / len(unit)
    variances, directions = torch.linalg.eigh(covariance)
    count = SETTINGS["components"]
    # A direction's phase is arbitrary; its largest element is made real, so that every platform agrees on it.
    kept = directions[:, :, -count:].flip(2)
    largest = torch.take_along_dim(kept, kept.abs().argmax(1, keepdim=True), 1)
    kept = kept * (largest.conj() / largest.abs())
    scale = variances[:, -count:].flip(1) ** (-WHITENING / 2)
    return (kept.conj() * scale[:, None]).to(torch.complex64)


def split(marks: Marks) -> tuple[list[int], list[int]]:
    """Places of the marks trained on, and of those kept out."""
    firearms = {source: i for i, source in enumerate(dict.fromkeys(marks.sources))}
    kept = [firearms[source] % HELD_OUT == HELD_OUT - 1 for source in marks.sources]
    return [i for i, out in enumerate(kept) if not out], [i for i, out in enumerate(kept) if out]


def main(data: Path, out: Path) -> None:
    torch.set_num_threads(1)
    harmonics = torch.repeat_interleave(torch.arange(len(SETTINGS["harmonics"])) + 1.0, SETTINGS["components"])
    steps = torch.arange(SETTINGS["turns"]) / SETTINGS["turns"]
    spectra, sources = {}, {}
    for path in sorted(data.glob("*.bin")):
        if path.stem.startswith(("faces", "pins", *STUDIES)):
            marks = read_marks(path)
            spectra[path.stem], sources[path.stem] = read_spectra(marks.values, marks.mask), marks.sources
            if path.stem == "faces":
                trained, strangers = split(marks)
    projection = learn(spectra["faces"][trained])
    vectors = {name: project(each, projection) for name, each in spectra.items()}
    vectors["faces"] = gallery = vectors["faces"][strangers]
    sources["faces"] = [sources["faces"][i] for i in strangers]
    figures = {}
    for name, each in vectors.items():
        figures[name] = describe(
            compare(each, each, harmonics, steps),
            sources[name],
            None if name in ("faces", "pins") else compare(each, gallery, harmonics, steps),
        )
        print(name, json.dumps(figures[name]), flush=True)
    stored = torch.view_as_real(projection.resolve_conj()).numpy().astype("<f4")
    (out / "areal-projection.bin").write_bytes(stored.tobytes())
    # For the test that the service's model gives the same numbers: the first marks of the export, and what is computed here.
    marks = read_marks(data / "faces.bin")
    first = project(read_spectra(marks.values[:FIXTURE], marks.mask[:FIXTURE]), projection)
    vectors = torch.view_as_real(first).flatten(1).double().numpy().round(6).tolist()
    (out / "areal-fixture.json").write_text(json.dumps(vectors) + "\n")
    (out / "areal-figures.json").write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
