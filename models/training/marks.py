"""Reads what export-marks.ts wrote: the inputs that the service's own preparation makes."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch


@dataclass(frozen=True)
class Marks:
    """Values [n, ...dims] (0 where missing), mask of the same shape, and what each mark is of."""

    values: torch.Tensor
    mask: torch.Tensor
    sources: list[str]


def read_marks(path: Path) -> Marks:
    content = path.read_bytes()
    end = content.index(b"\n") + 1
    head = json.loads(content[:end])
    dims = head["dims"][2:]
    raw = np.frombuffer(content, dtype="<f4", offset=end).reshape(len(head["marks"]), *dims)
    raw = torch.from_numpy(raw.copy())
    mask = (~torch.isnan(raw)).to(torch.float32)
    return Marks(torch.nan_to_num(raw), mask, [mark["source"] for mark in head["marks"]])


def join_marks(*parts: Marks) -> Marks:
    return Marks(
        torch.cat([part.values for part in parts]),
        torch.cat([part.mask for part in parts]),
        [source for part in parts for source in part.sources],
    )
