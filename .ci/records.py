"""Reads the exports of a built site with five other programs and compares counts and key fields: pandoc, citeproc-js
and citation-js (through node), bibtexparser and rispy. Arguments: the folder with `papers.bib`, `papers.biblatex.bib`,
`papers.ris` and `papers.csl.json`, and a folder in which `npm install citeproc citation-js` was run.

It reads whole sets of records and takes minutes, so it is not part of `.ci/run`."""
import json
import re
import subprocess
import sys
from pathlib import Path

import bibtexparser
import rispy

folder, node = Path(sys.argv[1]), Path(sys.argv[2])
problems = []


def letters(text):
    """A title as every program writes it: letters and digits alone."""
    return re.sub(r"[^a-z0-9]", "", re.sub(r"<[^>]+>", "", str(text)).lower())


def compare(name, found, expected, fields=("title", "author", "year", "DOI")):
    """`found` and `expected` map keys to facts."""
    if len(found) != len(expected):
        problems.append(f"{name}: {len(found)} records, not {len(expected)}")
    differences = {field: [] for field in fields}
    for key, facts in expected.items():
        for field in fields:
            if field in found.get(key, {}) and found[key][field] != facts[field]:
                differences[field].append(f"{key}: {found[key][field]!r}, not {facts[field]!r}")
    shown = ", ".join(f"{field} {len(different)}" for field, different in differences.items())
    print(f"{name}: {len(found)} records; different: {shown}")
    for field, different in differences.items():
        # Titles with formulas are written in as many ways as there are programs.
        if len(different) > (0.05 if field == "title" else 0.001) * len(expected):
            problems.extend(f"{name} {field} of {line}" for line in different[:5])


def of_csl(items, has_key=True):
    def facts(item):
        date = item.get("issued", {}).get("date-parts", [[None]])[0][0]
        return {
            "title": letters(item.get("title", "")),
            "author": len(item.get("author", [])),
            "year": int(date) if date else None,
            "DOI": item.get("DOI", "").lower(),
        }
    return {str(item["id"]): facts(item) for item in items}


def pandoc(file, kind):
    run = subprocess.run(["pandoc", "-f", kind, "-t", "csljson", str(folder / file)], capture_output=True, text=True)
    if run.returncode:
        problems.append(f"pandoc {file}: {run.stderr[:300]}")
        return []
    return json.loads(run.stdout)


def javascript(script):
    run = subprocess.run(["node", "-e", script, str(folder)], cwd=node, capture_output=True, text=True)
    if run.returncode:
        problems.append(f"node: {run.stderr[-500:]}")
        return []
    return json.loads(run.stdout)


items = json.loads((folder / "papers.csl.json").read_text())
expected = of_csl(items)
compare("pandoc csljson", of_csl(pandoc("papers.csl.json", "csljson")), expected)
compare("pandoc bibtex", of_csl(pandoc("papers.bib", "bibtex")), expected, ("author", "year", "DOI"))
compare("pandoc biblatex", of_csl(pandoc("papers.biblatex.bib", "biblatex")), expected, ("author", "year", "DOI"))

for file in ["papers.bib", "papers.biblatex.bib"]:
    library = bibtexparser.parse_string((folder / file).read_text())
    if library.failed_blocks:
        problems.append(f"bibtexparser {file}: {len(library.failed_blocks)} blocks cannot be read")

    def facts(entry):
        fields = {name.lower(): field.value for name, field in entry.fields_dict.items()}
        year = re.search(r"\d{4}", fields.get("year", fields.get("date", "")))
        return {"year": int(year.group()) if year else None, "DOI": fields.get("doi", "").lower()}

    compare(f"bibtexparser {file}", {entry.key: facts(entry) for entry in library.entries}, expected, ("year", "DOI"))

records = rispy.loads((folder / "papers.ris").read_text())
compare("rispy", {
    record["id"]: {
        "title": letters(record.get("title", record.get("primary_title", ""))),
        "author": len(record.get("authors", [])),
        "year": int(record["year"]) if record.get("year") else None,
        "DOI": record.get("doi", "").lower(),
    } for record in records
}, expected)

# citation-js reads a sample: it takes a second for a few hundred records.
sample = javascript("""
const Cite = require('citation-js');
const fs = require('fs');
const text = fs.readFileSync(process.argv[1] + '/papers.bib', 'utf8').split(/\\n(?=@)/).slice(0, 100).join('\\n');
console.log(JSON.stringify(new Cite(text).data));
""")
first = {key: expected[key] for key in [str(item["id"]) for item in sample] if key in expected}
compare("citation-js", of_csl(sample), first, ("author", "year", "DOI"))

bibliography = javascript("""
const CSL = require('citeproc');
const fs = require('fs');
const items = JSON.parse(fs.readFileSync(process.argv[1] + '/papers.csl.json', 'utf8'));
const byId = Object.fromEntries(items.map((item) => [item.id, item]));
const style = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t</title><id>t</id><updated>2020-01-01T00:00:00+00:00</updated></info><citation><layout><text variable="title"/></layout></citation><bibliography><layout><names variable="author"><name/></names><text variable="title" prefix=" "/><date variable="issued" prefix=" "><date-part name="year"/></date></layout></bibliography></style>`;
const locale = `<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US"><terms><term name="et-al">et al.</term><term name="and">and</term></terms></locale>`;
const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: (id) => byId[id] }, style, 'en-US');
engine.updateItems(items.map((item) => item.id));
console.log(JSON.stringify(engine.makeBibliography()[1]));
""")
if len(bibliography) != len(expected):
    problems.append(f"citeproc-js: {len(bibliography)} references, not {len(expected)}")
print(f"citeproc-js: {len(bibliography)} references")

print("\n".join(problems) if problems else f"all {len(expected)} records agree")
sys.exit(bool(problems))
