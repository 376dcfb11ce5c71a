"""What a search by turned vectors would find: the query is turned through its steps, and the best of them counts."""

import numpy as np
import torch


def turn(vectors: torch.Tensor, harmonics: torch.Tensor, steps: torch.Tensor) -> torch.Tensor:
    """Complex vectors [n, p] turned by each step [t] (in periods of harmonic 1): real vectors [n, t, 2p]."""
    phase = torch.exp(2j * np.pi * steps[:, None] * harmonics[None])
    return torch.view_as_real(vectors[:, None] * phase).flatten(2)


def compare(queries: torch.Tensor, stored: torch.Tensor, harmonics: torch.Tensor, steps: torch.Tensor) -> np.ndarray:
    """Best cosine over the steps of each complex query against each stored complex vector, all of unit length."""
    flat = torch.view_as_real(stored.contiguous()).flatten(1)
    turned = turn(queries, harmonics, steps)
    return torch.stack([one @ flat.T for one in turned.unbind(1)]).amax(0).numpy()


def describe(similarity: np.ndarray, sources: list[str], gallery: np.ndarray | None = None) -> dict[str, float]:
    """
    Rank-1 and recall@10 within a study (similarity [n, n]); and where a gallery of strangers is given (similarity [n, m]), the share of
    same-source pairs above the .998 and .999 quantile of the query's similarities to it: among the first 200 and 100 of 100,000.
    """
    sources_ = np.array(sources)
    others = ~np.eye(len(sources), dtype=bool)
    same = (sources_[:, None] == sources_) & others
    first, recall = [], []
    for i in np.flatnonzero(same.any(1)):
        order = np.argsort(-np.where(others[i], similarity[i], -9), kind="stable")
        first.append(same[i, order[0]])
        recall.append(same[i, order[:10]].sum() / min(10, same[i].sum()))
    mates, strangers = similarity[same], similarity[(sources_[:, None] != sources_)]
    figures = {
        "marks": len(sources),
        "rank1": np.mean(first),
        "recall10": np.mean(recall),
        "auc": np.mean([(mate > strangers).mean() + (mate == strangers).mean() / 2 for mate in mates]),
        "mates_mean": mates.mean(),
        "mates_p5": np.quantile(mates, 0.05),
        "mates_least": mates.min(),
        "strangers_998": np.quantile(strangers, 0.998),
    }
    if gallery is not None:
        for quantile in (0.998, 0.999):
            limit = np.quantile(gallery, quantile, axis=1)
            figures[f"above_{quantile}"] = (similarity > limit[:, None])[same].mean()
    return {name: round(float(value), 4) for name, value in figures.items()}
