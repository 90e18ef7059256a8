"""The vectors through the Python that UniFFI generates: the native layer of Kotlin and Swift, without a JVM.

Run it as ``python3 run_generated_python.py FOLDER``; the folder holds ``omkn.py`` and, beside it, the native library.
"""

import enum
import inspect
import json
import pathlib
import re
import sys
import tempfile
import typing

import vectors

sys.path.insert(0, sys.argv[1])

import omkn  # noqa: E402


def made(value, hint):
    """A value of the generated classes from its JSON form, by the annotations of what takes it."""
    arguments = [one for one in typing.get_args(hint) if one is not type(None)]
    origin = typing.get_origin(hint)
    if value is None:
        return None
    if origin is typing.Union:
        # Arguments with a default are annotated as anything or what they are.
        return made(value, arguments[-1])
    if origin is list:
        return [made(inner, arguments[0]) for inner in value]
    if origin is dict:
        return {made(name, arguments[0]): made(inner, arguments[1]) for name, inner in value.items()}
    if hint is omkn.TaxonomyEdit:
        name, fields = vectors.call(value)
        return called(getattr(hint, name.upper()), fields)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint[value.upper()]
    if isinstance(value, dict) and isinstance(hint, type):
        return called(hint, value)
    return value


def called(function, arguments):
    """A function or class called with arguments in their JSON form, by name."""
    of_class = isinstance(function, type)
    hints = typing.get_type_hints(function.__init__ if of_class else function, vars(omkn))
    names = {name.strip("_"): name for name in inspect.signature(function).parameters}
    return function(**{names[name]: made(value, hints[names[name]]) for name, value in arguments.items()})


def json_path(path):
    """A path by the names of apps, such as ``durationMonths``, by those of the JSON form."""
    return re.sub("(?<=[a-z])[A-Z]", lambda letter: "_" + letter.group().lower(), path)


def plain(value):
    """Any answer in its JSON form."""
    if isinstance(value, enum.Enum):
        return value.name.lower()
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, dict):
        return {plain(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, omkn.Problem):
        return {"path": json_path(value.path), "code": plain(value.code), "reason": value.reason}
    if isinstance(value, omkn.FieldChange):
        texts = {"before": value.before, "after": value.after}
        return {"path": json_path(value.path)} | {name: text and json.loads(text) for name, text in texts.items()}
    if isinstance(value, omkn.Taxonomy):
        return None
    return plain({name.strip("_"): inner for name, inner in vars(value).items()}) if hasattr(value, "__dict__") else value


def imported(function, file, arguments):
    file.write_bytes(vectors.content(arguments).encode())
    given = {name: value for name, value in arguments.items() if name not in ("text", "file")}
    return called(function, {"path": str(file), "options": {}} | given)


def exported(kb, file, filter=None):
    count = called(kb.export_jsonl, {"path": str(file), "filter": filter or {}})
    return {"count": count, "lines": [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]}


def run(kb, file, name, arguments):
    """One call as the generated methods take it."""
    owner, _, method = name.rpartition(".")
    if owner == "taxonomy":
        return called(getattr(kb.taxonomy(), method), arguments)
    if name == "parse_query":
        return called(omkn.parse_query, arguments)
    if name == "validate":
        return {"problems": called(kb.validate, arguments)}
    if name in ("import_jsonl", "import_csv"):
        return imported(getattr(kb, name), file, arguments)
    if name == "export_jsonl":
        return exported(kb, file, **arguments)
    return called(getattr(kb, "shutdown" if name == "close" else name), arguments)


def piece(text, place):
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * place["start"] : 2 * place["end"]].decode("utf-16-le")


def failure(vector, folder):
    kb = omkn.KnowledgeBase.in_memory()

    def plainly(name, arguments):
        text = arguments.get("text", "")
        try:
            return vectors.marked(plain(run(kb, folder / "records", name, arguments)), piece, text)
        except omkn.InternalError:
            raise
        except Exception as error:
            if type(error).__qualname__.startswith("OmknError."):
                told = {"kind": type(error).__name__} | plain(vars(error))
                return {"error": vectors.marked(told, piece, text)}
            raise

    return vectors.failure(vector, plainly)


def main():
    failed, passed = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for file, vector in vectors.vectors():
            told = failure(vector, pathlib.Path(folder))
            passed, failed = (passed, failed + 1) if told else (passed + 1, failed)
            if told:
                print(f"{file}: {vector['name']}\n    {told}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
