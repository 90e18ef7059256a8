"""What a type checker accepts and refuses; `test_package.py` has mypy read it, and nothing runs it."""

import omkn
from omkn import results
from pandas import DataFrame


def accepted(kb: omkn.KnowledgeBase, hits: omkn.SearchHits, day: results.FacetName) -> None:
    title: str = hits[0].title.text
    total: int = hits[:3].total
    counts: results.FacetCounts = hits.facets["area"]
    frame: DataFrame = kb.gaps(by=("area", "region"), selected={"area": "Roads"}).to_pandas(flat=True)
    again: DataFrame = kb.peers("Mulmur", None).to_pandas()
    kb.search("salt", sort="newest", limit=None, facets={"area": 3}, fits="Mulmur", selected={day: ["x"]})
    kb.get(hits[0]), kb.records(kinds=["guide"], concept="Roads"), kb.check(), kb.alerts_since("salt")
    results.SearchRequest(facets={"area": 3}, fits="Mulmur", sort="title")
    omkn.RecordDraft(kind="guide", title={"en": "Salt"}, date=2012, level="best")
    print(title, total, counts, frame, again)


def refused(kb: omkn.KnowledgeBase) -> None:
    kb.search("salt", sort="date")  # type: ignore[arg-type]
    kb.search("salt", facets={"areas": 3})  # type: ignore[dict-item]
    kb.records(kinds=["practise"])  # type: ignore[list-item]
    kb.check("deep")  # type: ignore[arg-type]
    kb.move_status("id", 1, "published soon")  # type: ignore[arg-type]
    omkn.words("words")  # type: ignore[arg-type]
    omkn.RecordDraft(kind="practise", title={"en": "Salt"})  # type: ignore[arg-type]
    results.SearchRequest(sort="date")  # type: ignore[arg-type]
