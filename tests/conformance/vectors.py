"""What both runners in Python share: reading vectors, filling in what earlier calls gave, comparing."""

import json
import pathlib
import re

FOLDER = pathlib.Path(__file__).parent


def vectors():
    """Every vector with the name of its file."""
    files = sorted(FOLDER.glob("*.json"))
    return [(file.name, vector) for file in files for vector in json.loads(file.read_text(encoding="utf-8"))]


def failure(vector, run):
    """What is wrong with a vector, or None. ``run`` takes the name of a call and its arguments, and gives plain JSON."""
    results = []
    for at, step in enumerate(vector["given"]):
        results.append(run(*call(filled(step, results))))
        if is_error(results[-1]):
            return f"given[{at}] fails: {results[-1]}"
    then, got = filled(vector["then"], results), run(*call(filled(vector["when"], results)))
    if is_error(got) and not is_error(then):
        return f"fails: {got}"
    return difference("then", then, got)


def call(step):
    ((name, arguments),) = step.items()
    return name, arguments


def is_error(result):
    return isinstance(result, dict) and "error" in result


def content(arguments):
    """What is in a file, given as text or as the name of a file beside the vectors."""
    text = arguments.get("text")
    return (FOLDER / arguments["file"]).read_text(encoding="utf-8") if text is None else text


def filled(value, results):
    """Texts such as ``$2.hits[0].id`` replaced by what an earlier call gave."""
    if isinstance(value, dict):
        return {name: filled(inner, results) for name, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, results) for inner in value]
    if not isinstance(value, str) or not value.startswith("$"):
        return value
    number, *path = re.findall(r"\w+", value)
    found = results[int(number) - 1]
    for step in path:
        found = found[int(step)] if isinstance(found, list) else found[step]
    return found


def marked(value, piece, text=""):
    """Places in texts told as what they mark; ``piece`` cuts a text as the language under test counts."""
    if isinstance(value, list):
        return [marked(inner, piece, text) for inner in value]
    if not isinstance(value, dict):
        return value
    told = dict(value)
    if "highlights" in value:
        told["highlights"] = [piece(value["text"], range) for range in value["highlights"]]
    elif "span" in value:
        told["span"] = piece(text, value["span"])
    elif "start" in value:
        told["marked"] = piece(text, value)
    return {name: marked(inner, piece, text) for name, inner in told.items()}


def difference(path, expected, got):
    """Where what was got is not what was expected: objects may have more, lists and plain values may not."""
    if isinstance(expected, dict) and isinstance(got, dict):
        pairs = ((f"{path}.{name}", inner, got.get(name)) for name, inner in expected.items())
        return next(filter(None, (difference(*pair) for pair in pairs)), None)
    if isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        pairs = ((f"{path}[{at}]", *pair) for at, pair in enumerate(zip(expected, got)))
        return next(filter(None, (difference(*pair) for pair in pairs)), None)
    if expected == [] and got is None:
        return None
    if type(expected) in (int, float) and type(got) in (int, float):
        same = abs(expected - got) <= 1e-4
    else:
        same = type(expected) is type(got) and expected == got
    return None if same else f"{path}: expected {expected!r}, got {got!r}"
