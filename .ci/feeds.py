"""Reads every feed and sitemap of a built site with parsers that are not ours."""
import sys
import xml.etree.ElementTree as tree
from pathlib import Path

import feedparser

root = Path(sys.argv[1])
feeds = sorted(root.rglob("feed.xml"))
problems = []
items = 0
for file in feeds:
    feed = feedparser.parse(file.read_bytes())
    if feed.bozo:
        problems.append(f"{file}: {feed.bozo_exception}")
    if not feed.entries or not feed.feed.get("title"):
        problems.append(f"{file}: no entries or no title")
    for entry in feed.entries:
        items += 1
        for key in ("id", "title", "link", "published_parsed", "authors", "content"):
            if not entry.get(key):
                problems.append(f"{file}: an item without {key}")
maps = sorted(root.glob("sitemap*.xml"))
for file in maps:
    tree.parse(file)
print(f"{len(feeds)} feeds with {items} items, {len(maps)} sitemaps")
for problem in problems:
    print(problem, file=sys.stderr)
sys.exit(1 if problems or not feeds or not maps else 0)
