"""Makes a digest of real papers: the hardest titles and longest lists of authors first, then the rest
in order. Arguments: the records (JSON lines, gzipped), how many entries, the folder to write."""
import gzip
import json
import sys
from pathlib import Path

records, count, folder = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
with gzip.open(records, "rt", encoding="utf-8") as lines:
    papers = [json.loads(line) for line in lines]


def hard(paper):
    marks = sum(paper["title"].count(mark) for mark in "$\\_^&%#{}~<>|")
    names = " ".join(paper["authors"])
    return marks * 1000 + len(paper["authors"]) + 20 * sum(not char.isascii() for char in names)


def text(value):
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "")


seen, chosen = set(), []
for paper in sorted(papers, key=hard, reverse=True)[: count // 4] + papers:
    if paper["id"] not in seen and len(chosen) < count:
        seen.add(paper["id"])
        chosen.append(paper)
content = folder / "content/papers"
content.mkdir(parents=True, exist_ok=True)
# What no paper in the records has.
names = ["van der Berg, Jan", "King, Jr., Martin Luther", "{Barnes and Noble, Inc.}", "李明", "José Ortega y Gasset"]
for number, paper in enumerate(chosen):
    authors = list(dict.fromkeys(paper["authors"])) + names[number % len(names) : number % len(names) + 1]
    (content / f"{number:05d}.md").write_text(
        f"+++\ntitle = {text(' '.join(paper['title'].split()))}\ndate = {paper['date']}\n"
        f"authors = {text(authors)}\narxiv = {text(paper['id'])}\npublished = {text(paper['published'][:10])}\n"
        f"topics = [\"Topic {number % 7}\"]\ntags = [\"tag {number % 40}\"]\n"
        f"abstract = {text(paper['abstract'])}\n+++\nA note.\n",
        encoding="utf-8",
    )
(folder / "config.toml").write_text(
    'title = "Real papers"\nbase_url = "https://digest.example"\n[outputs]\napi = true\n', encoding="utf-8"
)
print(f"{len(chosen)} entries in {folder}")
