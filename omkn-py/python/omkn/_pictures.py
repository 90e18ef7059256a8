"""What all pictures have in common: where they are drawn, in which language, and what they say where there is nothing to show."""

from __future__ import annotations

from typing import Any

from ._omkn import built_in_label
from .frames import need

# After Okabe and Ito, in an order that keeps neighbours apart.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#999999")
GREY = "#999999"


class Picture:
    """A figure of its own, or the axes that were given, and the language of its texts."""

    def __init__(self, ax: Any, language: str, width: float, height: float) -> None:
        if language not in ("en", "fr"):
            raise ValueError(f'language is "en" or "fr", not {language!r}')
        self.is_french, self.is_own = language == "fr", ax is None
        if ax is None:
            pyplot = need("matplotlib.pyplot")
            self.figure, self.axes = pyplot.subplots(figsize=(width, height), layout="constrained")
            # The figure is the result: the notebook shows what a cell returns, not what else is open.
            pyplot.close(self.figure)
        else:
            self.figure, self.axes = ax.figure, ax
        self.axes.spines[["top", "right"]].set_visible(False)

    def said(self, english: str, french: str) -> str:
        """A text in the language of the picture."""
        return french if self.is_french else english

    def number(self, value: float, digits: int = 0) -> str:
        """A number as it is written in the language."""
        shown = f"{value:,.{digits}f}"
        return shown.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",") if self.is_french else shown

    def exact(self, value: float) -> str:
        """A number with not more digits than it has."""
        shown = self.number(value, 4)
        return shown.rstrip("0").rstrip(",." if self.is_french else ".")

    def numbers_on(self, axis: Any) -> None:
        """The ticks of an axis, written in the language."""
        ticker = need("matplotlib.ticker")
        axis.set_major_formatter(ticker.FuncFormatter(lambda value, _: self.exact(value)))

    def note(self, text: str) -> None:
        """A sentence below the picture."""
        if self.is_own:
            self.figure.supxlabel(text, fontsize=8, wrap=True)
        else:
            self.axes.annotate(
                text, (0.5, -0.25), xycoords="axes fraction", ha="center", fontsize=8, annotation_clip=False
            )

    def nothing(self, english: str, french: str) -> Any:
        """A sentence in place of a picture."""
        self.axes.set_axis_off()
        text = self.said(english, french)
        self.axes.text(0.5, 0.5, text, ha="center", va="center", fontsize=11, transform=self.axes.transAxes, wrap=True)
        return self.figure


def label_of(texts: dict[str, str], id: str, language: str) -> str:
    """What something is called: in the language, or else in any."""
    return (
        texts.get(language)
        or texts.get("en")
        or next(iter(texts.values()), None)
        or built_in_label(id, [language])
        or id
    )


def short(label: str, most: int, keep: int = 0) -> str:
    """A text that fits, cut before its last ``keep`` characters."""
    return label if len(label) <= most else f"{label[: most - keep - 1]}…{label[len(label) - keep :] if keep else ''}"
