"""Runs the shell steps of action.yml as GitHub would, with a release that a server of this machine offers:
actions.py BINARY FOLDER. Checks that the first build says `changed`, a second one does not, that a damaged
archive is refused, and that the workflows of `digestgen new` call the action with inputs it has."""

import functools
import hashlib
import http.server
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading

import yaml

binary, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
here = pathlib.Path(__file__).resolve().parent.parent
action = yaml.safe_load((here / "action.yml").read_text())
version = action["inputs"]["version"]["default"]
target = "x86_64-unknown-linux-gnu"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def release():
    """The files of a release, where the action looks for them."""
    folder = root / "releases" / f"v{version}"
    folder.mkdir(parents=True)
    subprocess.run([here / ".ci/pack", binary, target, folder], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    archive = folder / f"digestgen-{version}-{target}.tar.gz"
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    (folder / "SHA256SUMS").write_text(f"{digest}  {archive.name}\n")
    return archive


def value(text, inputs, outputs):
    """An expression of the few kinds that the action uses."""
    found = {f"inputs.{name}": str(value) for name, value in inputs.items()}
    found |= {f"steps.{step}.outputs.{name}": value for (step, name), value in outputs.items()}
    return re.sub(r"\$\{\{ *([^} ]+) *\}\}", lambda match: found[match[1]], text)


def run_action(workspace, given):
    """The outputs of the action's shell steps, or the error of the first that fails."""
    unknown = set(given) - set(action["inputs"])
    assert not unknown, f"the action has no input {unknown}"
    inputs = {name: given.get(name, of.get("default")) for name, of in action["inputs"].items()}
    missing = [name for name, of in action["inputs"].items() if of.get("required") and name not in given]
    assert not missing, f"the action needs {missing}"
    temp = root / "temp"
    shutil.rmtree(temp, ignore_errors=True)
    temp.mkdir()
    files = {name: temp / name for name in ["GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"]}
    outputs, path = {}, os.environ["PATH"]
    for step in action["runs"]["steps"]:
        if "run" not in step:
            continue
        for file in files.values():
            file.touch()
        env = {name: value(text, inputs, outputs) for name, text in step["env"].items()}
        env |= {"PATH": path, "HOME": str(temp), "RUNNER_OS": "Linux", "RUNNER_ARCH": "X64", "RUNNER_TEMP": str(temp)}
        env |= {"GITHUB_REF_NAME": "main", "GITHUB_RUN_ID": "1", "GITHUB_RUN_ATTEMPT": "1"}
        env |= {name: str(file) for name, file in files.items()}
        # The options that GitHub gives to `shell: bash`.
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(shell, cwd=workspace, env=env, capture_output=True, text=True)
        if done.returncode != 0:
            return None, done.stdout + done.stderr
        for line in files["GITHUB_OUTPUT"].read_text().splitlines():
            name, _, found = line.partition("=")
            outputs[step["id"], name] = found
        path = ":".join(files["GITHUB_PATH"].read_text().split() + [os.environ["PATH"]])
    return outputs, files["GITHUB_STEP_SUMMARY"].read_text()


def main():
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    archive = release()
    handler = functools.partial(Quiet, directory=root / "releases")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    releases = f"http://127.0.0.1:{server.server_port}"
    for host, name in [("github-pages", "pages"), ("cloudflare", "cloudflare")]:
        digest = root / host
        new = [binary, "new", digest, "--with", host, "--today", "2025-03-12"]
        subprocess.run(new, check=True, stderr=subprocess.DEVNULL)
        workflow = yaml.safe_load((digest / f".github/workflows/{name}.yml").read_text())
        steps = workflow["jobs"]["build"]["steps"]
        given = next(step["with"] for step in steps if step.get("uses") == "./.digestgen-action")
        checkout = next(step["with"] for step in steps if step.get("with", {}).get("path") == ".digestgen-action")
        assert checkout["ref"] == f"v{version}", checkout
        given |= {"releases": releases, "always": "false"}
        if "base-url" in given:
            given["base-url"] = "https://ada.example/digest/"
        found, said = run_action(digest, given)
        assert found and found["build", "changed"] == "true" and "files changed" in said, said
        assert (digest / "public/index.html").is_file()
        found, said = run_action(digest, given)
        assert found and found["build", "changed"] == "false" and said == "0 files changed\n", said
        found, said = run_action(digest, given | {"always": "true"})
        assert found and found["build", "changed"] == "true", said
    (digest / "content/papers/broken.md").write_text("+++\n+++\n")
    found, said = run_action(digest, given)
    assert found is None and "error[" in said, "a digest with errors fails the job"
    archive.write_bytes(archive.read_bytes()[:-1] + b"x")
    found, said = run_action(digest, given)
    assert found is None and "FAILED" in said, f"a damaged archive is refused: {said}"
    server.shutdown()
    print("the action's steps do what they say")


main()
