"""YAML front matter as PyYAML writes it: a digest in YAML builds the same bytes as in TOML, random front
matter reads back equal, and `check --fix` and `import --update` change nothing but the values they mean.
Arguments: the binary, a digest in TOML, a folder to write, the number of random front matters and the
number of files to edit. Prints the seed; SEED sets it."""
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml

binary, digest, out = Path(sys.argv[1]).resolve(), Path(sys.argv[2]), Path(sys.argv[3]).resolve()
randoms, edits = int(sys.argv[4]), int(sys.argv[5])
seed = int(os.environ.get("SEED", random.randrange(2**32)))
random.seed(seed)
print(f"seed {seed}")
STYLES = [dict(default_flow_style=flow, width=width, quotes=quotes, allow_unicode=unicode)
          for flow in (True, False, None) for width in (20, 80, 10_000) for quotes in (None, "'", '"', "|", ">")
          for unicode in (True, False)]


class Dumper(yaml.SafeDumper):
    """Writes all texts in one style; PyYAML's `default_style` would also quote numbers."""
    quotes = None

    def ignore_aliases(self, data):
        return True


Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, dumper.quotes))


def run(*words, cwd=None, codes=(0,)):
    done = subprocess.run([binary, *words], cwd=cwd, capture_output=True, text=True)
    assert done.returncode in codes, f"{words} in {cwd}: {done.returncode}\n{done.stderr[-3000:]}"
    return done.stdout


def dump(values, style):
    Dumper.quotes = style["quotes"]
    options = {key: value for key, value in style.items() if key != "quotes"}
    return yaml.dump(values, Dumper=Dumper, sort_keys=False, **options)


def to_yaml(text, style):
    front, body = text.removeprefix("+++\n").split("+++\n", 1)
    return f"---\n{dump(tomllib.loads(front), style)}---\n{body}"


def tree(folder):
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files if not path.name.startswith(".digestgen")}


def same(one, other, what):
    a, b = tree(one), tree(other)
    differ = [name for name in a.keys() | b.keys() if a.get(name) != b.get(name)]
    assert a and not differ, f"{what}: {len(differ)} of {len(a)} files differ: {sorted(differ)[:5]}"


def twice(source, name, themes):
    """Builds a digest in TOML and the same in YAML, and compares them."""
    for theme in themes:
        one, other = out / f"{name}-toml", out / f"{name}-yaml"
        for folder in (one, other):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(source, folder, ignore=shutil.ignore_patterns("target", "public", ".*", "src", "tests"))
            config = (folder / "config.toml").read_text()
            config = re.sub(r'^theme = .*\n', "", config, flags=re.M)
            (folder / "config.toml").write_text(f'theme = "{theme}"\n{config}')
        count = 0
        for path in (other / "content").rglob("*.md"):
            # Neighbours differ in style.
            path.write_text(to_yaml(path.read_text(), STYLES[count % len(STYLES)]))
            count += 1
        for folder in (one, other):
            run("--root", folder, "build", "--future", "--quiet")
        same(one / "public", other / "public", f"{name}, {theme}")
        print(f"{name}: {count} files in YAML build the same bytes with {theme}")


WORDS = ["a", "Über", "naïve", "量子", "no", "yes", "on", "2023", "1.50", "1e5", "0x1F", "null", "~", "- x", "a: b", "c #d",
         "$\\alpha^2$", "\\nu", "it's", '"quoted"', "[x]", "{y}", "*z*", "&", "!", "%", "@", "`code`", "2025-03-12", "1:30",
         ":", "#", "?", "|", ">", "  two  ", "e\u0301", "\U0001d538", "\u00a0", "trailing:", "=", "<<", "0o17", ".5", "-"]


def words(lowest=1, highest=12):
    text = random.choice([" ", " ", " ", "\n"]).join(random.choices(WORDS, k=random.randint(lowest, highest)))
    return text if text.strip() else "x"


def value(depth=0):
    kind = random.randrange(9 if depth < 3 else 6)
    if kind < 3:
        return words()
    if kind == 3:
        return random.randint(-10**6, 10**6)
    if kind == 4:
        return round(random.uniform(-1e3, 1e3), 3)
    if kind == 5:
        return random.choice([True, False, ""])
    if kind < 8:
        return [value(depth + 1) for _ in range(random.randint(0, 4))]
    return {f"k{at} {random.choice(WORDS)}": value(depth + 1) for at in range(random.randint(0, 4))}


def toml(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(key)} = {toml(inner)}" for key, inner in value.items()) + "}"
    return str(value)


def random_front_matter():
    """Random entries, each with a template's view of `extra`."""
    source = out / "random"
    shutil.rmtree(source, ignore_errors=True)
    (source / "content/papers").mkdir(parents=True)
    (source / "templates").mkdir()
    (source / "templates/paper.html").write_text("{{ paper.extra }}")
    (source / "config.toml").write_text('title = "Random"\nbase_url = "https://digest.example"\n[outputs]\napi = true\n')
    for number in range(randoms):
        date = f"2025-0{random.randint(1, 9)}-{random.randint(10, 28)}"
        front = {"title": words(), "venue": words(), "tldr": words(), "abstract": words(5, 60), "votes": number,
                 "authors": [words(1, 3) for _ in range(3)] + [{"family": words(1, 2), "given": words(1, 2)}],
                 "topics": [random.choice(["A", "no", "C: D"])], "tags": [words(1, 2)], "featured": number % 2 == 0,
                 "published": random.choice(["2023", "2023-06", "2023-06-11"]), "doi": f"10.1000/{number}",
                 "publication": {"volume": str(number), "issued": "1988/1991", "container-title": words()},
                 "links": [{"name": words(1, 3), "url": f"https://example.org/{number}"}],
                 "extra": {"any": value(), "more": [value(), value()]}}
        text = "".join(f"{key} = {toml(inner)}\n" for key, inner in front.items())
        (source / f"content/papers/p{number}.md").write_text(f"+++\ndate = {date}\n{text}+++\nNote.\n")
    twice(source, "random", ["plain"])


def with_comments(text):
    """Comments where lines of block style allow them, in front matter that PyYAML wrote."""
    lines, marks = [], []
    for line in text.splitlines():
        if re.match(r"[a-z]+:", line) and random.random() < 0.5:
            marks.append(f"# {len(marks)} before: 'x")
            lines.append(marks[-1])
        if re.fullmatch(r"(-|[a-z]+:) \w+", line) and random.random() < 0.5:
            marks.append(f"# {len(marks)} \"after")
            line = f"{line}   {marks[-1]}"
        lines.append(line)
    return "\n".join(lines) + "\n", marks


def front(path):
    text = path.read_bytes().decode()
    return text.split("---", 2)[1], text


def keyed(text):
    """The lines of a text, each with the top-level key that it belongs to."""
    key = ""
    for line in text.splitlines(keepends=True):
        found = re.match(r"[\"']?([a-z]+)[\"']?:", line)
        key = found[1] if found else "" if line.startswith("#") else key
        yield key, line


def check_edits(paths, before, marks, allowed, what):
    """Whether only some values are different, and everything else is there to the byte."""
    changed = 0
    for path in paths:
        (old, old_text), (new, new_text) = before[path], front(path)
        one, other = yaml.safe_load(old), yaml.safe_load(new)
        differ = {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}
        assert differ <= allowed, f"{what}: {path}: {differ}\n{old}\n{new}"
        assert all(mark in new for mark in marks[path]), f"{what}: {path} lost a comment\n{old}\n{new}"
        assert ("\r\n" in new) == ("\r\n" in old) and new.count("\n") == len(re.findall("\r?\n", new))
        assert old_text.split("---", 2)[2] == new_text.split("---", 2)[2], f"{what}: the note of {path}"
        kept = [[line for key, line in keyed(front) if key not in allowed] for front in (old, new)]
        assert kept[0] == kept[1], f"{what}: {path}: other lines changed\n{old}\n{new}"
        changed += bool(differ)
        if not differ:
            assert old == new, f"{what}: {path} changed without need"
    print(f"{what}: {changed} of {len(paths)} files changed as intended, all comments and other lines kept")
    assert changed > len(paths) // 5


def restyle(path):
    """Writes the front matter of a file in another style, with comments."""
    values = yaml.safe_load(front(path)[0])
    items = list(values.items())
    random.shuffle(items)
    style = random.choice([style for style in STYLES if style["default_flow_style"] is not True])
    text, marks = with_comments(dump(dict(items), style))
    text = f"---\n{text}---\nA note: --- it stays.\n"
    path.write_bytes((text.replace("\n", "\r\n") if random.random() < 0.2 else text).encode())
    return marks


def edited():
    site = out / "edited"
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir()
    (site / "config.toml").write_text('title = "E"\nbase_url = "https://digest.example"\n[content]\nfront_matter = "yaml"\n')
    records = [{"id": f"2306.{number:05d}", "title": f"Paper {number} on {words(1, 3)}".replace("\n", " "), "authors": ["Ann Lee", words(1, 2)],
                "abstract": f"Code is at https://github.com/a/b{number}.", "votes": number, "venue": f"V{number}", "date": "2025-03-12"}
               for number in range(edits)]
    lines = site / "records.jsonl"
    lines.write_text("".join(json.dumps(record) + "\n" for record in records))
    run("--root", site, "import", "jsonl", "--topic", "Deep Learning", "--tag", "a b", "--tag", "Deep Learning", "--quiet", lines)
    paths = sorted((site / "content/papers").glob("*.md"))
    assert len(paths) == edits, len(paths)
    for number, path in enumerate(paths):
        if number % 3 == 0:
            path.write_text(path.read_text().replace("Deep Learning", "deep learning"))
    marks = {path: restyle(path) for path in paths}
    before = {path: front(path) for path in paths}
    run("--root", site, "check", "--fix", "--quiet", codes=(0, 1))
    check_edits(paths, before, marks, {"topics", "tags", "code"}, "check --fix")
    for path in paths:
        fixed = yaml.safe_load(front(path)[0])
        assert "deep learning" not in fixed["topics"] + fixed["tags"], path
    before = {path: front(path) for path in paths}
    for record in records:
        record["votes"] += 1000
        record["venue"] += random.choice(["", ": new", " #2", "'s"])
    lines.write_text("".join(json.dumps(record) + "\n" for record in records))
    run("--root", site, "import", "jsonl", "--update", "--quiet", lines)
    check_edits(paths, before, marks, {"votes", "venue"}, "import --update")
    titles = {yaml.safe_load(front(path)[0])["title"]: yaml.safe_load(front(path)[0]) for path in paths}
    for record in records:
        found = [values for title, values in titles.items() if str(values.get("arxiv")) == record["id"]]
        assert len(found) == 1 and (found[0]["votes"], found[0]["venue"]) == (record["votes"], record["venue"]), record


out.mkdir(parents=True, exist_ok=True)
twice(digest, "digest", ["default", "plain"])
random_front_matter()
edited()
