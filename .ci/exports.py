"""Reads every bibliography and the API of a built site with programs that are not ours: bibtexparser,
rispy, citeproc-py and jsonschema. Arguments: the site, and how many entries it has at least."""
import json
import re
import sys
from pathlib import Path

import bibtexparser
import jsonschema
import rispy
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

root = Path(sys.argv[1])
least = int(sys.argv[2])
problems = []


def check(fine, file, what):
    if not fine:
        problems.append(f"{file.relative_to(root)}: {what}")


# What `csl-data.json` 1.0.2 allows: names of types and variables are facts of the specification.
TYPES = set("""article article-journal article-magazine article-newspaper bill book broadcast chapter classic
collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview
legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance
periodical personal_communication post post-weblog regulation report review review-book software song speech
standard thesis treaty webpage""".split())
NAMES = set("""author chair collection-editor compiler composer container-author contributor curator director editor
editorial-director executive-producer guest host interviewer illustrator narrator organizer original-author
performer producer recipient reviewed-author script-writer series-creator translator""".split())
DATES = set("accessed available-date event-date issued original-date submitted".split())
TEXTS = set("""language journalAbbreviation shortTitle abstract annote archive archive_collection archive_location
archive-place authority call-number chapter-number citation-key citation-number citation-label collection-number
collection-title container-title container-title-short dimensions division DOI edition event event-title
event-place first-reference-note-number genre ISBN ISSN issue jurisdiction keyword locator medium note number
number-of-pages number-of-volumes original-publisher original-publisher-place original-title page page-first part
part-title PMCID PMID printing publisher publisher-place references reviewed-genre reviewed-title scale section
source status supplement title title-short URL version volume volume-title volume-title-short year-suffix""".split())
NAME = {"type": "object", "additionalProperties": False, "properties": {key: {"type": "string"} for key in
        ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")}}
DATE = {"type": "object", "additionalProperties": False, "required": ["date-parts"], "properties": {"date-parts": {
        "type": "array", "minItems": 1, "maxItems": 2,
        "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}}},
        "season": {"enum": [1, 2, 3, 4]}, "circa": {"type": "boolean"}}}
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string"},
            "type": {"enum": sorted(TYPES)},
            "custom": {"type": "object"},
            **{name: {"type": "array", "items": NAME} for name in NAMES},
            **{name: DATE for name in DATES},
            **{name: {"type": "string"} for name in TEXTS},
        },
    },
}
API = json.loads(Path(__file__).with_name("..").joinpath("docs/api.schema.json").read_text())


def bibtex(file):
    library = bibtexparser.parse_file(str(file), append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    check(not library.failed_blocks, file, f"{len(library.failed_blocks)} blocks do not parse")
    keys = [entry.key for entry in library.entries]
    check(len(keys) == len(set(keys)), file, "a key stands twice")
    for entry in library.entries:
        check(re.fullmatch(r"[^\s{}(),\"#%'=~\\]+", entry.key), file, f"key {entry.key!r}")
        check("title" in entry, file, f"{entry.key} has no title")
        if "doi" in entry:
            check(entry["doi"].startswith("10."), file, f"{entry.key}: DOI {entry['doi']!r}")
    return keys


def ris(file):
    with file.open(encoding="utf-8") as lines:
        entries = rispy.load(lines)
    for entry in entries:
        check(entry.get("type_of_reference") and entry.get("title"), file, f"an entry without type or title: {entry}")
        # Zotero and Mendeley have a tag for editors of books.
        unknown = set(entry.get("unknown_tag") or ()) - {"ED"}
        check(not unknown, file, f"unknown tags {sorted(unknown)}")
    return entries


def csl(file):
    items = json.loads(file.read_text())
    for error in jsonschema.Draft7Validator(CSL).iter_errors(items):
        check(False, file, f"{list(error.absolute_path)}: {error.message}")
    return items


def formatted(items):
    """Formats every item in the style that citeproc-py comes with."""
    # It warns of `custom`, which it does not know.
    source = CiteProcJSON([{key: value for key, value in item.items() if key != "custom"} for item in items])
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"].lower())]))
    return [str(entry) for entry in bibliography.bibliography()]


counts = {}
bibs, riss, csls, lists = (sorted(root.rglob(f"*.{end}")) for end in ("bib", "ris", "csl.json", "json"))
lists = [file for file in lists if file.name in ("papers.json", "paper.json") or "api" in file.relative_to(root).parts]
for file in bibs:
    counts[file] = len(bibtex(file))
for file in riss:
    counts[file] = len(ris(file))
for file in csls:
    counts[file] = len(csl(file))
validator = jsonschema.Draft202012Validator(API)
jsonschema.Draft202012Validator.check_schema(API)
for file in lists:
    value = json.loads(file.read_text())
    for error in validator.iter_errors(value):
        check(False, file, f"{list(error.absolute_path)}: {error.message[:200]}")
    counts[file] = len(value["papers"])
    if "api" in file.relative_to(root).parts:
        check(file.stat().st_size <= 1_000_000 or len(value["papers"]) == 1, file, f"{file.stat().st_size} bytes")
for files in (bibs, riss, csls, lists):
    check(files, root / "papers", "a format is missing")
for name in ("papers.bib", "papers.ris", "papers.csl.json", "papers.json"):
    check(counts.get(root / name, 0) >= least, root / name, f"{counts.get(root / name)} entries, expected {least}")
check(len({counts.get(root / name) for name in ("papers.bib", "papers.ris", "papers.csl.json", "papers.json")}) == 1,
      root / "papers", f"the formats do not hold the same: {counts.get(root / 'papers.bib')} …")
items = csl(root / "papers.csl.json")[:200]
references = formatted(items)
for item, reference in zip(items, references):
    check(len(reference) > 20, root / "papers.csl.json", f"{item['id']} is formatted as {reference!r}")
check((root / "api/index.json").is_file(), root / "api/index.json", "is not there")
print(f"{len(bibs)} BibTeX, {len(riss)} RIS, {len(csls)} CSL-JSON and {len(lists)} JSON files, "
      f"{counts.get(root / 'papers.bib')} entries, {len(references)} formatted")
for problem in problems[:50]:
    print(problem, file=sys.stderr)
sys.exit(1 if problems else 0)
