"""Reads the feeds, sitemaps and metadata of a built site with parsers that are not ours.

RSS and Atom by feedparser, Atom also against the rules of RFC 4287 and JSON Feed against those of its
version 1.1; every block of JSON-LD is expanded by pyld. schema.org's context is not fetched: a context with its
vocabulary alone stands for it, so that every word of ours becomes one of schema.org's."""
import json
import re
import sys
import xml.etree.ElementTree as tree
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import feedparser
from pyld import jsonld

ATOM = "{http://www.w3.org/2005/Atom}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
SCRIPT = re.compile(r"<script|\son\w+\s*=\s*[\"']|(href|src)=[\"']\s*javascript:", re.I)
problems = []
counts = dict.fromkeys(("RSS", "Atom", "JSON Feed", "items", "sitemaps", "JSON-LD", "COinS", "OPML"), 0)


def tell(file, what):
    problems.append(f"{file}: {what}")


def is_iri(text):
    return bool(text) and bool(urlsplit(text).scheme) and not re.search(r"\s", text)


def content(file, html):
    """What a reader is shown: no scripts, and addresses that do not depend on where it is shown."""
    if SCRIPT.search(html):
        tell(file, "an item with a script")
    for address in re.findall(r"<[^>]*\s(?:href|src)=\"([^\"]*)\"", html):
        if not re.match(r"(https?:|mailto:|#)", address):
            tell(file, f"an address that is not whole: {address}")


def by_feedparser(file, may_be_empty):
    feed = feedparser.parse(file.read_bytes())
    if feed.bozo:
        tell(file, feed.bozo_exception)
    if not feed.feed.get("title") or not (feed.entries or may_be_empty):
        tell(file, "no entries or no title")
    for entry in feed.entries:
        counts["items"] += 1
        for key in ("id", "title", "link", "published_parsed", "content"):
            if not entry.get(key):
                tell(file, f"an item without {key}")
        content(file, entry.content[0].value)
    ids = [entry.id for entry in feed.entries]
    if len(set(ids)) != len(ids):
        tell(file, "two items with one id")
    return ids


def one(file, element, name):
    found = element.findall(ATOM + name)
    if len(found) != 1:
        tell(file, f"{len(found)} {name} in {element.tag}")
    return "".join(found[0].itertext()) if found else ""


def atom(file):
    """RFC 4287, 4.1 and 4.2: what must be there once, what may be there once, and how it is written."""
    feed = tree.parse(file).getroot()
    if feed.tag != ATOM + "feed":
        tell(file, f"the root is {feed.tag}")
    for element in [feed, *feed.findall(ATOM + "entry")]:
        if not is_iri(one(file, element, "id")):
            tell(file, "an id that is no IRI")
        one(file, element, "title")
        dates = [one(file, element, "updated"), *(date.text for date in element.findall(ATOM + "published"))]
        for date in dates:
            if not RFC3339.fullmatch(date or ""):
                tell(file, f"a date that is not of RFC 3339: {date}")
        for name in ("generator", "icon", "logo", "rights", "subtitle", "published", "summary", "content", "source"):
            if len(element.findall(ATOM + name)) > 1:
                tell(file, f"several {name}")
        links = element.findall(ATOM + "link")
        alternate = [(link.get("type"), link.get("hreflang")) for link in links if link.get("rel", "alternate") == "alternate"]
        if len(set(alternate)) != len(alternate):
            tell(file, "two alternate links of one type")
        if not all(is_iri(link.get("href")) for link in links):
            tell(file, "a link to nowhere")
        if element is feed and not any(link.get("rel") == "self" for link in links):
            tell(file, "no link to itself")
        if element is not feed and element.find(ATOM + "content") is None and not alternate:
            tell(file, "an entry with neither content nor link")
        for author in element.findall(ATOM + "author"):
            one(file, author, "name")
        for category in element.findall(ATOM + "category"):
            if not category.get("term"):
                tell(file, "a category without term")
        known = "author category content contributor generator icon id link logo published rights source subtitle summary title updated entry"
        for child in element:
            if child.tag.startswith(ATOM) and child.tag[len(ATOM):] not in known.split():
                tell(file, f"an unknown element {child.tag}")
    if feed.find(ATOM + "author") is None:
        if any(entry.find(ATOM + "author") is None for entry in feed.findall(ATOM + "entry")):
            tell(file, "an entry without author in a feed without one")


def json_feed(file):
    """The rules of jsonfeed.org/version/1.1."""
    text = file.read_text("utf-8")
    if "</" in text or "<!--" in text:
        tell(file, "text that could end a script")
    feed = json.loads(text)
    top = {"version": str, "title": str, "home_page_url": str, "feed_url": str, "description": str, "language": str, "authors": list, "items": list}
    item_keys = {"id": str, "url": str, "external_url": str, "title": str, "content_html": str, "summary": str, "image": str,
                 "date_published": str, "date_modified": str, "authors": list, "tags": list}
    if feed["version"] != "https://jsonfeed.org/version/1.1":
        tell(file, f"version {feed['version']}")

    def held(what, kinds):
        for key, value in what.items():
            if key not in kinds or not isinstance(value, kinds[key]) or value in ("", []) and key != "items":
                tell(file, f"a wrong key or value: {key}")
        for author in what.get("authors", []):
            if not set(author) <= {"name", "url", "avatar"} or not author.get("name"):
                tell(file, f"a wrong author: {author}")

    held(feed, top)
    for item in feed["items"]:
        counts["items"] += 1
        held(item, item_keys)
        for key in ("id", "url", "title", "content_html", "date_published"):
            if not item.get(key):
                tell(file, f"an item without {key}")
        for key in ("date_published", "date_modified"):
            if key in item and not RFC3339.fullmatch(item[key]):
                tell(file, f"a date that is not of RFC 3339: {item[key]}")
        for key in ("url", "external_url", "image"):
            if key in item and not item[key].startswith("http"):
                tell(file, f"{key} is not whole: {item[key]}")
        content(file, item["content_html"])
    ids = [item["id"] for item in feed["items"]]
    if len(set(ids)) != len(ids):
        tell(file, "two items with one id")
    return ids


def context(url, _options):
    if url.rstrip("/") != "https://schema.org":
        raise ValueError(f"a context that is not schema.org's: {url}")
    vocabulary = {"@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}, "sameAs": {"@type": "@id"}}}
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": vocabulary}


class Page(HTMLParser):
    """Finds the blocks of JSON-LD and the COinS of a page."""

    def __init__(self):
        super().__init__()
        self.blocks, self.coins, self.is_open, self.canonical = [], [], False, None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.is_open = tag == "script" and attributes.get("type") == "application/ld+json"
        if self.is_open:
            self.blocks.append("")
        if tag == "span" and attributes.get("class") == "Z3988":
            self.coins.append(attributes["title"])
        if tag == "link" and attributes.get("rel") == "canonical":
            self.canonical = attributes["href"]

    def handle_endtag(self, tag):
        self.is_open = False

    def handle_data(self, data):
        if self.is_open:
            self.blocks[-1] += data


def page(file):
    found = Page()
    found.feed(file.read_text("utf-8"))
    for block in found.blocks:
        counts["JSON-LD"] += 1
        nodes = jsonld.expand(json.loads(block), {"documentLoader": context})
        if len(nodes) != 1 or not nodes[0].get("@type", [""])[0].startswith("https://schema.org/"):
            tell(file, f"JSON-LD that is {nodes}")
    for coins in found.coins:
        counts["COinS"] += 1
        # Values are encoded once more in HTML, which the parser has undone.
        pairs = parse_qsl(coins, strict_parsing=True, keep_blank_values=True)
        names = {name for name, _ in pairs}
        titles = {"rft.atitle", "rft.btitle", "rft.title"}
        if pairs[0] != ("ctx_ver", "Z39.88-2004") or pairs[1][0] != "rft_val_fmt" or not names & titles:
            tell(file, f"COinS that are {coins}")


def main(root):
    for file in sorted(root.rglob("feed.xml")):
        counts["RSS"] += 1
        ids = by_feedparser(file, False)
        beside = file.with_name("atom.xml")
        if beside.exists() and by_feedparser(beside, False) != ids:
            tell(beside, "other entries than RSS")
        beside = file.with_name("feed.json")
        if beside.exists() and json_feed(beside) != ids:
            tell(beside, "other entries than RSS")
    for file in sorted(root.rglob("atom.xml")):
        counts["Atom"] += 1
        atom(file)
    counts["JSON Feed"] = len(list(root.rglob("feed.json")))
    for file in sorted(root.glob("sitemap*.xml")):
        counts["sitemaps"] += 1
        tree.parse(file)
    feeds = {str(file.parent.relative_to(root)) for name in ("feed.xml", "atom.xml", "feed.json") for file in root.rglob(name)}
    outlines = [outline for outline in tree.parse(root / "feeds.opml").iter("outline") if outline.get("xmlUrl")]
    counts["OPML"] = len(outlines)
    if len(outlines) != len(feeds) or not all(outline.get("type") == "rss" and outline.get("text") for outline in outlines):
        tell("feeds.opml", f"{len(outlines)} feeds listed of {len(feeds)}")
    for file in sorted(root.rglob("*.html")):
        page(file)
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    for problem in problems[:50]:
        print(problem, file=sys.stderr)
    # A theme need not have COinS.
    wanted = ("RSS", "items", "sitemaps", "JSON-LD", "OPML", *sys.argv[2:])
    sys.exit(1 if problems or not all(counts[name] for name in wanted) else 0)


main(Path(sys.argv[1]))
