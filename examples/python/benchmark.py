"""Measure the Python package against the Rust library, and against tantivy and SQLite used by hand.

    python benchmark.py index CORPUS FOLDER             build both collections
    python benchmark.py search FOLDER QUERIES [RUST]    a search page: Rust's benchmark program (RUST), OMKN, by hand, in turn
    python benchmark.py threads FOLDER QUERIES          searches a second with one thread and with two
    python benchmark.py tables FOLDER                   records to Arrow and to pandas
    python benchmark.py leak FOLDER QUERIES COUNT       memory over COUNT searches
    python benchmark.py storm FOLDER QUERIES SECONDS    eight threads that search, read and list
    python benchmark.py import                          the time of ``import omkn``

CORPUS is JSON Lines ``{id, title, body, lang, tags[], year}``; QUERIES has a query a line, as
``cargo run --release --example benchmark -- sample-queries`` writes them. The package must be a release build. By hand needs
``pip install tantivy``. Compare on a quiet machine.
"""

from __future__ import annotations

import json
import pathlib
import re
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import omkn

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


def documents(corpus: str) -> Any:
    with open(corpus, encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            # Records hold no control characters; extracts of PDF files do.
            document["title"] = _CONTROL.sub(" ", document["title"]).strip()
            document["body"] = _CONTROL.sub(" ", document["body"])
            yield document


def draft(document: dict[str, Any]) -> dict[str, Any]:
    language = document.get("lang") or "en"
    return {
        "kind": "research",
        "title": {language: document["title"][:500]},
        "sections": {"body": {language: document["body"]}} if document["body"] else {},
        "subjects": list(dict.fromkeys(document.get("tags", []))),
        "date": str(document["year"]) if document.get("year") else None,
    }


def index(corpus: str, folder: str) -> None:
    root = pathlib.Path(folder)
    begin = time.perf_counter()
    with omkn.open(root / "omkn") as kb:
        kb.capture_all(map(draft, documents(corpus)), progress=True)
        kb.refresh(progress=True)
    middle = time.perf_counter()
    by_hand_index(corpus, root)
    print(json.dumps({"omkn_seconds": middle - begin, "by_hand_seconds": time.perf_counter() - middle}))


def by_hand_index(corpus: str, root: pathlib.Path) -> None:
    import tantivy

    (root / "tantivy").mkdir(parents=True, exist_ok=True)
    schema = tantivy.SchemaBuilder()
    schema.add_integer_field("key", stored=True)
    schema.add_text_field("title", stored=True, tokenizer_name="en_stem")
    schema.add_text_field("body", stored=True, tokenizer_name="en_stem")
    schema.add_text_field("tag", tokenizer_name="raw", fast=True)
    schema.add_integer_field("year", fast=True)
    made = tantivy.Index(schema.build(), path=str(root / "tantivy"))
    writer = made.writer(200_000_000, 1)
    store = sqlite3.connect(root / "by-hand.sqlite")
    store.execute("CREATE TABLE record (key INTEGER PRIMARY KEY, payload TEXT NOT NULL)")
    for key, document in enumerate(documents(corpus)):
        store.execute("INSERT INTO record VALUES (?, ?)", (key, json.dumps(document)))
        fields = {"key": key, "title": document["title"], "body": document["body"], "year": document.get("year") or 0}
        writer.add_document(tantivy.Document(**fields, tag=document.get("tags", [])))
    writer.commit()
    writer.wait_merging_threads()
    store.commit()


def by_hand(folder: str) -> Callable[[str], int]:
    """The same page by hand: ten hits with their records and snippets, the exact total, two facets."""
    import tantivy

    root = pathlib.Path(folder)
    opened = tantivy.Index.open(str(root / "tantivy"))
    searcher = opened.searcher()
    store = sqlite3.connect(root / "by-hand.sqlite")
    facets = {"tag": {"terms": {"field": "tag", "size": 10}}, "year": {"terms": {"field": "year", "size": 10}}}

    def page(text: str) -> int:
        query, _ = opened.parse_query_lenient(text, ["title", "body"])
        found = searcher.search(query, 10, count=True)
        searcher.aggregate(query, facets)
        generators = [
            tantivy.SnippetGenerator.create(searcher, query, opened.schema, name) for name in ("title", "body")
        ]
        for _, address in found.hits:
            document = searcher.doc(address)
            for generator in generators:
                generator.snippet_from_doc(document).highlighted()
            (payload,) = store.execute("SELECT payload FROM record WHERE key = ?", (document["key"][0],)).fetchone()
            json.loads(payload)
        return int(found.count or 0)

    return page


FACETS = {"subject": 10, "year": 10}


def summary(times: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times, n=100)
    return {"p50_ms": round(cuts[49] * 1e3, 4), "p99_ms": round(cuts[98] * 1e3, 4)}


def timed(work: Callable[[str], Any], queries: list[str]) -> list[float]:
    times = []
    for query in queries:
        begin = time.perf_counter()
        work(query)
        times.append(time.perf_counter() - begin)
    return times


def search(folder: str, queries_path: str, rust: str | None = None) -> None:
    queries = pathlib.Path(queries_path).read_text(encoding="utf-8").splitlines()
    with omkn.open(pathlib.Path(folder) / "omkn", read_only=True) as kb:
        works = {
            "python": lambda query: kb.search(query, facets=FACETS),
            "python_with_every_hit_read": lambda query: (
                list(hits := kb.search(query, facets=FACETS)),
                list(hits.facets),
            ),
            "python_plain_with_every_hit_read": lambda query: (
                list(hits := kb.search(query, facets=FACETS, correct=False, expand=False, relax=False)),
                list(hits.facets),
            ),
            "by_hand": by_hand(folder),
        }
        for work in works.values():
            timed(work, queries)
        for turn in range(3):
            told = {name: summary(timed(work, queries)) for name, work in works.items()}
            if rust:
                line = subprocess.run(
                    [rust, "expanded-search", str(pathlib.Path(folder) / "omkn"), queries_path, "1"],
                    capture_output=True,
                    text=True,
                    check=True,
                )
                told["rust"] = json.loads(line.stdout)
            print(json.dumps({"turn": turn, **told}))


def threads(folder: str, queries_path: str) -> None:
    queries = pathlib.Path(queries_path).read_text(encoding="utf-8").splitlines()
    with omkn.open(pathlib.Path(folder) / "omkn", read_only=True) as kb:
        work = lambda: timed(lambda query: kb.search(query, facets=FACETS), queries)  # noqa: E731
        work()
        for turn in range(3):
            rates = {}
            for count in (1, 2):
                workers = [threading.Thread(target=work) for _ in range(count)]
                begin = time.perf_counter()
                for worker in workers:
                    worker.start()
                for worker in workers:
                    worker.join()
                rates[count] = count * len(queries) / (time.perf_counter() - begin)
            print(json.dumps({"turn": turn, "one": rates[1], "two": rates[2], "ratio": rates[2] / rates[1]}))


def tables(folder: str) -> None:
    import pyarrow

    with omkn.open(pathlib.Path(folder) / "omkn", read_only=True) as kb:
        # The first table of a process loads parts of pyarrow and pandas.
        kb.changes_since(0, 1).to_pandas()
        begin = time.perf_counter()
        records = kb.records()
        print(json.dumps({"rows": len(records), "read_seconds": time.perf_counter() - begin}))
        arrow, pandas, ratios = [], [], []
        for _ in range(15):
            arrow.append(seconds(lambda: pyarrow.table(records)))
            pandas.append(seconds(records.to_pandas))
            ratios.append(pandas[-1] / arrow[-1])
        for name, values in {
            "rows_a_second_to_arrow": [len(records) / one for one in arrow],
            "rows_a_second_to_pandas": [len(records) / one for one in pandas],
            "pandas_over_arrow": ratios,
        }.items():
            told = {"least": min(values), "median": statistics.median(values), "most": max(values)}
            print(json.dumps({"what": name, **told}))


def seconds(make: Callable[[], object]) -> float:
    """How long ``make`` takes; what it made is let go of after the clock has stopped."""
    begin = time.perf_counter()
    made = make()
    end = time.perf_counter()
    del made
    return end - begin


def resident() -> int:
    pages = pathlib.Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * 4096


def leak(folder: str, queries_path: str, count: str) -> None:
    queries = pathlib.Path(queries_path).read_text(encoding="utf-8").splitlines()
    with omkn.open(pathlib.Path(folder) / "omkn", read_only=True) as kb:
        for number in range(int(count)):
            hits = kb.search(queries[number % len(queries)], facets=FACETS)
            hits[0].title if len(hits) else None
            if number % (int(count) // 10) == 0:
                print(json.dumps({"searches": number, "resident_mb": resident() / 1e6}), flush=True)
    print(json.dumps({"searches": int(count), "resident_mb": resident() / 1e6}))


def storm(folder: str, queries_path: str, seconds: str) -> None:
    queries = pathlib.Path(queries_path).read_text(encoding="utf-8").splitlines()
    end, done, failures = time.monotonic() + float(seconds), [0] * 8, []
    with omkn.open(pathlib.Path(folder) / "omkn") as kb:

        def work(number: int) -> None:
            try:
                while time.monotonic() < end:
                    query = queries[(number + done[number]) % len(queries)]
                    hits = kb.search(query, limit=3)
                    if number < 2:
                        kb.capture({"kind": "event", "title": {"en": f"Storm {number} {done[number]}"}})
                    elif len(hits):
                        kb.get(hits[0].id)
                    done[number] += 1
            except Exception as error:
                failures.append(error)

        workers = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        print(
            json.dumps(
                {"done": done, "failures": [repr(error) for error in failures], "healthy": kb.check("index").is_healthy}
            )
        )


def import_time() -> None:
    times = []
    for _ in range(15):
        program = "import time; begin = time.perf_counter(); import omkn; print(time.perf_counter() - begin)"
        times.append(
            float(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)
        )
    print(json.dumps({"import_ms_median": statistics.median(times) * 1e3, "least": min(times) * 1e3}))


if __name__ == "__main__":
    commands = {
        "index": index,
        "search": search,
        "threads": threads,
        "tables": tables,
        "leak": leak,
        "storm": storm,
        "import": import_time,
    }
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]](*sys.argv[2:])
