#!/usr/bin/env python3
"""Asks `digestgen serve` on many connections while the digest is being edited.

    serve-load.py PROGRAM SITE [--connections 64] [--seconds 20]

An entry is edited throughout; its page holds the number of the edit at its start and at its end. Fails
on any answer that is not whole: a wrong status or length, or a page with two numbers. Prints figures.
"""
import argparse
import http.client
import re
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit


def entry(number):
    note = "\n\n".join(f"Paragraph {at}." for at in range(50))
    return (f'+++\ntitle = "Edit {number}"\ndate = 2025-06-01\ntopics = ["Load"]\n+++\n'
            f"begin-{number}-\n\n{note}\n\nend-{number}-\n")


def ask(address, stop, results, problems):
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=20)
    count, numbers, slowest = 0, set(), 0.0
    paths = ["/papers/load/", "/", "/papers/", "/style.css", "/papers/load", "/nothing", "/feed.xml"]
    try:
        while not stop.is_set():
            path = paths[count % len(paths)]
            start = time.perf_counter()
            connection.request("GET", path)
            reply = connection.getresponse()
            body = reply.read()
            slowest = max(slowest, time.perf_counter() - start)
            count += 1
            wanted = {"/papers/load": 307, "/nothing": 404}.get(path, 200)
            if reply.status != wanted or len(body) != int(reply.headers["content-length"] or 0):
                problems.append(f"{path}: {reply.status}, {len(body)} bytes")
            if path == "/papers/load/":
                found = set(re.findall(rb"(?:begin|end)-(\d+)-", body)) | set(re.findall(rb"<title>Edit (\d+)", body))
                if len(found) != 1 or not body.rstrip().endswith(b"</html>"):
                    problems.append(f"{path}: torn, {found}")
                numbers |= found
    except Exception as error:  # whatever it is, it is told
        problems.append(repr(error))
    results.append((count, numbers, slowest))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=Path)
    parser.add_argument("site", type=Path)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=20)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(args.site / "content", root / "content")
        shutil.copy(args.site / "config.toml", root)
        file = root / "content/papers/load.md"
        file.write_text(entry(0))
        server = subprocess.Popen([args.program.resolve(), "--root", root, "serve", "--port", "0"],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            address = urlsplit(server.stdout.readline().strip())
            lines = []
            threading.Thread(target=lambda: lines.extend(server.stderr), daemon=True).start()
            stop, results, problems = threading.Event(), [], []
            asking = [threading.Thread(target=ask, args=(address, stop, results, problems)) for _ in range(args.connections)]
            for thread in asking:
                thread.start()
            end, edits = time.monotonic() + args.seconds, 0
            while time.monotonic() < end:
                edits += 1
                # Renamed into place, so that no build sees half of it.
                draft = file.with_suffix(".draft~")
                draft.write_text(entry(edits))
                draft.rename(file)
                time.sleep(0.15)
            stop.set()
            for thread in asking:
                thread.join()
        finally:
            server.terminate()
            code = server.wait(10)
        builds = sum(" pages in " in line or " page in " in line for line in lines)
        count = sum(result[0] for result in results)
        seen = set().union(*(result[1] for result in results))
        print(f"{count} answers on {args.connections} connections in {args.seconds:.0f} s, slowest "
              f"{max(result[2] for result in results) * 1e3:.0f} ms; {edits} edits, {builds} builds, {len(seen)} of them seen")
        for problem in problems[:20]:
            print(problem)
        if problems or code != 0 or len(seen) < 2:
            raise SystemExit(1)


if __name__ == "__main__":
    main()
