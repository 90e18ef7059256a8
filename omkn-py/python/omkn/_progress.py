"""Progress of long work: a bar of tqdm, or a function of the caller."""

from __future__ import annotations

import importlib
import warnings
from typing import Any

from .results import Progress


def sink(progress: Any) -> Any:
    """What the core reports to: ``None`` where nobody wants to know."""
    if progress is None or progress is False:
        return None
    if progress is True:
        try:
            with warnings.catch_warnings():
                # Without ipywidgets, a notebook gets the bar of text, and no advice about it.
                warnings.simplefilter("ignore")
                tqdm = importlib.import_module("tqdm.auto").tqdm
        except ImportError:
            return None
        return _Bar(tqdm)
    if not callable(progress):
        raise TypeError("progress is True, False or a function that takes an omkn.results.Progress")
    return _Function(progress)


class _Function:
    def __init__(self, function: Any) -> None:
        self.function = function

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        self.function(Progress(stage=stage, done=done, total=total))

    def close(self) -> None:
        pass


class _Bar:
    """One bar for each stage."""

    def __init__(self, tqdm: Any) -> None:
        self.tqdm, self.stage = tqdm, ""
        self.bar: Any = None

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        if self.bar is None or stage != self.stage:
            self.close()
            self.stage, self.bar = stage, self.tqdm(total=total, desc=stage, unit="")
        if total is not None and self.bar.total != total:
            self.bar.total = total
        self.bar.update(done - self.bar.n)

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()
