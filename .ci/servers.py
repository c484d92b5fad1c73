"""Tries the settings that `digestgen new --with nginx` and `--with apache` write, on servers of this machine:
servers.py BINARY FOLDER. Needs nginx and Apache as Debian packages them; listens on the loopback only."""

import pathlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

CSP = "default-src 'self'; img-src 'self' https: data:"
binary, root = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
problems = []


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


OPENER = urllib.request.build_opener(NoRedirect)


def get(port, path, **headers):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    try:
        reply = OPENER.open(request, timeout=10)
    except urllib.error.HTTPError as error:
        reply = error
    return reply.status, reply.headers, reply.read()


def expect(server, what, is_so, found):
    if not is_so:
        problems.append(f"{server}: {what}: found {found!r}")


def look(server, port, public):
    """What a reader, a browser and a scanner may ask for."""
    status, headers, body = get(port, "/")
    expect(server, "home", status == 200 and body == (public / "index.html").read_bytes(), status)
    expect(server, "type of pages", headers["content-type"].lower() == "text/html; charset=utf-8", headers["content-type"])
    for path, code in [("/", 200), ("/papers/", 200), ("/none/", 404), ("/style.css", 200), ("/feed.xml", 200)]:
        status, headers, body = get(port, path)
        expect(server, f"status of {path}", status == code, status)
        expect(server, f"policy of {path}", headers["content-security-policy"] == CSP, headers["content-security-policy"])
        expect(server, f"nosniff of {path}", headers["x-content-type-options"] == "nosniff", None)
        expect(server, f"caching of {path}", headers["cache-control"] == "no-cache", headers["cache-control"])
        if code == 404:
            expect(server, "the digest's 404 page", body == (public / "404.html").read_bytes(), body[:80])
    status, headers, _ = get(port, "/style.css")
    status, _, body = get(port, "/style.css", **{"If-None-Match": headers["etag"]})
    expect(server, "asking again", status == 304 and body == b"", status)
    status, headers, _ = get(port, "/papers")
    expect(server, "slash", status == 301 and headers["location"].endswith("/papers/"), (status, headers["location"]))
    status, headers, _ = get(port, "/papers/", **{"Accept-Encoding": "gzip"})
    expect(server, "gzip", headers["content-encoding"] == "gzip", headers["content-encoding"])
    image = next(path for path in public.rglob("*.svg"))
    status, headers, _ = get(port, "/" + image.relative_to(public).as_posix())
    expect(server, "images", headers["cache-control"] == "max-age=86400", headers["cache-control"])
    expect(server, "type of images", headers["content-type"].startswith("image/svg+xml"), headers["content-type"])
    status, _, body = get(port, "/papers.bib")
    expect(server, "bibliography", status == 200 and body == (public / "papers.bib").read_bytes(), status)
    status, _, _ = get(port, "/.digestgen-manifest")
    expect(server, "dot files", status in (403, 404), status)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(server, command, port, public):
    process = subprocess.Popen(command)
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 0.1).close()
                break
            except OSError:
                time.sleep(0.1)
        look(server, port, public)
        redirects(server, port)
    finally:
        process.terminate()
        process.wait(10)


def redirects(server, port):
    """Old addresses lead to the entry, by the server or by a page."""
    slashless = ["/old%20path/x"] if server == "nginx" else []
    for old in ["/old%20path/x/", "/old.html", *slashless]:
        status, headers, body = get(port, old)
        found = headers["location"] if status == 301 else body.decode()
        expect(server, f"status of {old}", status == (301 if server == "nginx" else 200), status)
        expect(server, f"redirect of {old}", "/papers/old/" in (found or ""), (status, found))


def digest(host):
    folder = root / host
    subprocess.run([binary, "new", folder, "--with", host, "--today", "2025-03-12"], check=True, stderr=subprocess.DEVNULL)
    entry = '+++\ntitle = "Old"\ndate = 2025-03-12\naliases = ["/old path/x/", "/old.html"]\n+++\nText.\n'
    (folder / "content/papers/old.md").write_text(entry)
    subprocess.run([binary, "--root", folder, "build", "--quiet"], check=True)
    return folder


def nginx():
    folder, port = digest("nginx"), free_port()
    public = folder / "public"
    text = (folder / "deploy/nginx.conf").read_text()
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("    listen [::]:80;\n", "")
    text = text.replace("/var/www/digest", str(public))
    paths = "".join(
        f"    {name}_temp_path {folder}/{name};\n" for name in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    )
    conf = folder / "test.conf"
    conf.write_text(
        f"daemon off;\nmaster_process off;\nerror_log stderr;\npid {folder}/nginx.pid;\nevents {{}}\n"
        f"http {{\n    access_log off;\n{paths}\n{text}\n}}\n"
    )
    serve("nginx", ["nginx", "-c", conf], port, public)


def apache():
    folder, port = digest("apache"), free_port()
    public = folder / "public"
    modules = pathlib.Path("/usr/lib/apache2/modules")
    names = ["mpm_event", "authz_core", "dir", "mime", "headers", "deflate", "filter", "alias"]
    loads = "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in names)
    conf = folder / "test.conf"
    conf.write_text(
        f"{loads}ServerRoot {folder}\nPidFile {folder}/apache.pid\nListen 127.0.0.1:{port}\nServerName localhost\n"
        f"ErrorLog {folder}/error.log\nTypesConfig /etc/mime.types\nUser www-data\nGroup www-data\n"
        f"DocumentRoot {public}\n<Directory {public}>\n    AllowOverride All\n    Require all granted\n</Directory>\n"
    )
    serve("Apache", ["apache2", "-f", conf, "-D", "FOREGROUND"], port, public)


shutil.rmtree(root, ignore_errors=True)
root.mkdir(parents=True)
nginx()
apache()
for problem in problems:
    print(f"error: {problem}", file=sys.stderr)
print(f"nginx and Apache: {len(problems)} problems")
sys.exit(1 if problems else 0)
