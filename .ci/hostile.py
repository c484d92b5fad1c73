#!/usr/bin/env python3
"""Writes a digest in which every place says a script injection, and builds it.

    hostile.py DIGESTGEN FOLDER [THEME]

Every payload of ../shared/data/security/dompurify-xss.json stands as title, author, tag, topic, tldr,
abstract, body, language of a block, address of a link and of a picture, in front matter and in Markdown.
What is refused is taken away until the rest builds. `hostile.cjs` then opens every page of FOLDER/public
in Chromium. Without the shared data nothing is done, aloud, and FOLDER is left empty.
"""
import json
import pathlib
import subprocess
import sys
from datetime import date, timedelta

DATA = pathlib.Path(__file__).resolve().parents[2] / "shared/data/security/dompurify-xss.json"
SCHEMES = [
    "javascript:alert(1)", " javascript:alert(1)", "\x01javascript:alert(1)", "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)", "java\nscript:alert(1)", "javascript://x/%0aalert(1)", "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:alert(1)",
]
ADDRESSES = ["pdf", "code", "project", "video", "slides", "data", "url", "image"]


def quoted(text):
    """A text as a TOML string."""
    return json.dumps(text).replace("\x7f", "\\u007f") if text.isascii() else json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))


def texts(content, n, payload):
    day, text, line = date(2024, 1, 1) + timedelta(n), quoted(payload), payload.replace("\n", " ").replace("\r", " ")
    write(content / f"papers/text-{n}/index.md", f"""+++
title = {text}
date = {day}
authors = [{text}, {{ family = {text}, given = {text}, affiliation = {text}, orcid = {text} }}]
topics = [{text}]
tags = [{text}]
tldr = {text}
abstract = {text}
venue = {text}
category = {text}
curator = {text}
+++
{payload}

{line}
""")
    write(content / f"papers/form-{n}/index.md", f"""+++
title = {quoted(f'<b>{line}</b> ${line}$')}
date = {day}
tldr = {quoted(f'[a](<{line}>) *{line}* `{line}`')}
abstract = {quoted(f'${line}$')}
+++
[a](<{line}>) ![b](<{line}> "{line}") [c]({line}) <{line}>

```{line}
{payload}
```

`{line}` ${line}$ [[{line}]] [[text-{n}|{line}]] [{line}][@2306.06626]

| {line} |
|---|
| {line} |

# {line} {{#{line}}}

> [!NOTE]
> {line}

[^1]

[^1]: {line}

<div title='{line}' class="{line}">

{payload}

</div>

<a href="{line}">a</a><img src='{line}' alt="{line}">
""")
    words = f"description = {text}\n+++\n{payload}\n\n{line}\n"
    write(content / f"editions/{day}.md", f"+++\ntitle = {text}\ncurator = {text}\n{words}")
    write(content / f"pages/page-{n}.md", f"+++\ntitle = {text}\n{words}")


def addresses(content, n, payload):
    day, text = date(2024, 1, 1) + timedelta(n), quoted(payload)
    fields = [f"{key} = {text}" for key in ADDRESSES]
    fields.append(f"links = [{{ name = {text}, url = {text} }}]")
    fields.append(f"curator = {{ name = {text}, url = {text} }}")
    fields.append(f'authors = [{{ family = {text}, url = {text} }}]')
    for at, field in enumerate(fields):
        write(content / f"papers/address-{n}-{at}.md", f'+++\ntitle = "T"\ndate = {day}\n{field}\n+++\n')


def build(digestgen, folder):
    """Builds, and takes away what is refused, until something is built. Gives how much was refused."""
    refused = 0
    for _ in range(10):
        command = [digestgen, "--root", folder, "build", "--quiet", "--message-format", "json"]
        ran = subprocess.run(command, capture_output=True, text=True)
        if ran.returncode == 0:
            return refused
        if ran.returncode != 1:
            sys.exit(f"digestgen ended with {ran.returncode}: {ran.stderr[-2000:]}")
        for told in map(json.loads, ran.stdout.rstrip("\n").split("\n")):
            file = folder / told["file"]
            if told["severity"] != "error" or not file.exists():
                continue
            name = told["message"].removeprefix("there is no file `").removesuffix("`")
            if told["code"] == "missing-image" and file.name == "index.md" and 0 < len(name.encode()) < 200 and "\0" not in name and not name.endswith("/"):
                (file.parent / name).parent.mkdir(parents=True, exist_ok=True)
                (file.parent / name).touch()
                continue
            file.unlink()
            refused += 1
    sys.exit("ten rounds are not enough")


def main():
    digestgen, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    theme = sys.argv[3] if len(sys.argv) > 3 else "default"
    payloads = list(SCHEMES)
    if DATA.exists():
        payloads += [case["payload"] for case in json.loads(DATA.read_text())]
    else:
        print(f"SKIPPED most hostile pages: {DATA} does not exist")
    write(folder / "config.toml", f'title = "D"\nbase_url = "https://digest.example"\ntheme = "{theme}"\n[markdown]\nsmart_punctuation = false\n')
    for n, payload in enumerate(payloads):
        if payload.strip():
            texts(folder / "content", n, payload)
            addresses(folder / "content", n, payload)
    refused = build(digestgen, folder)
    pages = sum(1 for _ in (folder / "public").rglob("*.html"))
    if pages == 0:
        sys.exit("no page was built")
    print(f"{len(payloads)} payloads, theme {theme}: {pages} pages, {refused} files refused")


main()
