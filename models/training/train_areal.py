"""
Learns the projection of the areal model: for each harmonic, the directions over the rings that vary most between marks, brought
towards equal weight (whitening by the power WHITENING of the variances).

    python train_areal.py DATA_FOLDER OUT_FOLDER

Three trainings: without Weller (reported on Weller), without Fadul (reported on Fadul), and with both, whose projection is written.
Closed form, so that it is the same at every run. What else was tried and lost is told in models/README.md.
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
TURN_SEEDS = (1, 2, 3)
# Every third simulated firearm is kept from training: its marks are the strangers that the real ones are searched among.
HELD_OUT = 3
# The firings of the first simulated firearm.
FIXTURE = 3


def learn(groups: list[torch.Tensor]) -> torch.Tensor:
    """From spectra [n, harmonics, rings] of several groups, each of equal weight, to [harmonics, rings, components]."""
    covariance = torch.zeros(len(SETTINGS["harmonics"]), SETTINGS["rings"], SETTINGS["rings"], dtype=torch.complex128)
    for spectra in groups:
        unit = (spectra / spectra.abs().square().mean((1, 2), keepdim=True).sqrt()).to(torch.complex128)
        covariance += torch.einsum("nhr,nhs->hrs", unit, unit.conj()) / len(unit) / len(groups)
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
    simulated = spectra["faces"][trained]

    def report(name: str, projection: torch.Tensor) -> dict:
        vectors = project(spectra[name], projection)
        gallery = project(spectra["faces"][strangers], projection)
        figures = describe(
            compare(vectors, vectors, harmonics, steps),
            sources[name],
            None if name in ("faces", "pins") else compare(vectors, gallery, harmonics, steps),
        )
        print(name, json.dumps(figures), flush=True)
        return figures

    figures = {}
    turned = {study: [f"{study}-{seed}" for seed in TURN_SEEDS] for study in STUDIES}
    for study, other in (("fadul", "weller"), ("weller", "fadul")):
        print(f"trained without {study}:")
        projection = learn([simulated, torch.cat([spectra[name] for name in turned[other]])])
        for name in [*turned[study], f"{study}-half-1"]:
            figures[name] = report(name, projection)
    print("trained with both:")
    projection = learn([simulated, *(torch.cat([spectra[name] for name in turned[study]]) for study in STUDIES)])
    spectra["faces"], sources["faces"] = spectra["faces"][strangers], [sources["faces"][i] for i in strangers]
    strangers = list(range(len(strangers)))
    for name in [name for name in ("faces", "pins") if name in spectra]:
        figures[name] = report(name, projection)
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
