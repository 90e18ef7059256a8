"""The types of frames, which are there for those who have pandas or polars; the package needs neither."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pandas import DataFrame as PandasFrame
    from polars import DataFrame as PolarsFrame
else:
    PandasFrame = PolarsFrame = Any

__all__ = ["PandasFrame", "PolarsFrame"]
