#!/usr/bin/env python3
"""Fills corpus/ with real inputs: the demo's entries, and the shared test data if it is there."""
import hashlib
import json
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent.parent / "shared/data"


def add(target, text):
    folder = HERE / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def shared(name):
    file = DATA / name
    if not file.exists():
        print(f"SKIPPED {file}: not there")
        return None
    return file.read_text()


for file in (HERE.parent / "content").rglob("*.md"):
    text = file.read_text()
    add("front_matter", text.removeprefix("+++\n"))
    # Not YAML everywhere, which is as good a beginning.
    add("yaml", text.removeprefix("+++\n").replace(" = ", ": ").replace("\n+++\n", "\n---\n"))
    add("markdown", text.split("+++\n", 2)[2])
add("config", (HERE.parent / "config.toml").read_text())
for theme in (HERE.parent / "themes").glob("*/theme.toml"):
    add("config", theme.read_text())
for line in (shared("yaml/yaml-test-suite.jsonl") or "").splitlines():
    add("yaml", json.loads(line)["yaml"])
for file in (HERE.parent / "starter/yaml").rglob("*.md"):
    add("yaml", file.read_text().removeprefix("---\n"))
for case in json.loads(shared("security/dompurify-xss.json") or "[]"):
    add("markdown", case["payload"])
for string in json.loads(shared("security/naughty-strings.json") or "[]"):
    add("markdown", string)
    add("slugs", string)
for line in (shared("math/abstract-math.jsonl") or "").splitlines()[::10]:
    add("markdown", f"${json.loads(line)['tex']}$")
for date in ["2025-03-12", "2025-W11", "2025-03", "2025", "2306.06626v2", "math.GT/0309136", "https://doi.org/10.1007/s10955-022-02966-8"]:
    add("dates", date)
for state in HERE.parent.rglob(".digestgen/**/*"):
    if state.is_file() and state.stat().st_size < 100_000:
        add("kept", b"\xff" + state.read_bytes())
