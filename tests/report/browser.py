# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""Headless Chromium, driven through chromedriver's WebDriver interface, without a network."""
import base64
import json
import os
import re
import signal
import subprocess
import tempfile
import urllib.error
import urllib.request

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
]


class Gone(Exception):
    """There is no use in asking the browser anything else."""


class Browser:
    """A browser with a window of a size; `with` ends it and its driver."""

    def __init__(self, width=1280, height=900):
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.driver = subprocess.Popen(
            ["chromedriver", "--port=0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
            env={**os.environ, "HOME": self.profile.name},
        )
        try:
            self.start(width, height)
        except BaseException:
            self.end()
            raise

    def start(self, width, height):
        self.address = self.find_address()
        flags = FLAGS + [
            f"--user-data-dir={self.profile.name}/profile",
            f"--window-size={width},{height}",
        ]
        session = self.call(
            "POST",
            "/session",
            {
                "capabilities": {
                    "alwaysMatch": {
                        "goog:chromeOptions": {"args": flags},
                        "goog:loggingPrefs": {"browser": "ALL"},
                    }
                }
            },
        )
        self.address += "/session/" + session["sessionId"]
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.cdp("Emulation.setDeviceMetricsOverride", **size)

    def find_address(self):
        for line in self.driver.stdout:
            found = re.search(r"started successfully on port (\d+)", line)
            if found:
                return f"http://127.0.0.1:{found[1]}"
        raise RuntimeError("chromedriver does not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call("DELETE", "")
        except Gone:
            pass
        finally:
            self.end()

    def end(self):
        os.killpg(self.driver.pid, signal.SIGKILL)  # the driver, and a browser that it left
        self.driver.wait()
        self.profile.cleanup()

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        kind = {"Content-Type": "application/json"}
        request = urllib.request.Request(self.address + path, data, kind, method=method)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from None
        except OSError:  # it hangs, or is gone
            raise Gone(f"the browser does not answer to {method} {path}") from None

    def cdp(self, command, **parameters):
        return self.call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def open(self, path):
        self.call("POST", "/url", {"url": "file://" + os.path.realpath(path)})

    def run(self, script, *arguments):
        """The value of a JavaScript function's body."""
        return self.call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def run_until_done(self, script):
        """The same for one that calls `done`."""
        script = "const done = arguments[0]; " + script
        self.call("POST", "/execute/async", {"script": script, "args": []})

    def settle(self):
        """Wait until what was asked for is drawn."""
        self.run_until_done("requestAnimationFrame(() => requestAnimationFrame(done))")

    def wait(self, milliseconds):
        self.run_until_done(f"setTimeout(done, {milliseconds})")

    def act(self, kind, name, actions):
        actions = {"type": kind, "id": name, "actions": actions}
        self.call("POST", "/actions", {"actions": [actions]})
        self.settle()

    def keys(self, text):
        """Press and release keys; WebDriver has code points for those without a character."""
        kinds = ("keyDown", "keyUp")
        self.act(
            "key", "keyboard", [{"type": kind, "value": key} for key in text for kind in kinds]
        )

    def pointer(self, *steps):
        """Steps of the mouse: (x, y) moves in the window, "down" and "up" are its button."""
        actions = []
        for step in steps:
            if isinstance(step, tuple):
                x, y = map(round, step)
                actions.append({"type": "pointerMove", "x": x, "y": y, "duration": 0})
            else:
                kind = {"down": "pointerDown", "up": "pointerUp"}[step]
                actions.append({"type": kind, "button": 0})
        self.act("pointer", "mouse", actions)

    def click(self, selector):
        self.run("document.querySelector(arguments[0]).click()", selector)
        self.settle()

    def complaints(self):
        """Errors and warnings on the console since the last look."""
        log = self.call("POST", "/se/log", {"type": "browser"})
        return [entry["message"] for entry in log if entry["level"] in ("SEVERE", "WARNING")]

    def picture(self, path, clip=None):
        parameters = {"format": "png"}
        if clip:
            parameters["clip"] = {"scale": 1, **dict(zip(("x", "y", "width", "height"), clip))}
            parameters["captureBeyondViewport"] = True
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.cdp("Page.captureScreenshot", **parameters)["data"]))

    def printed(self, path):
        pages = self.cdp("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        with open(path, "wb") as file:
            file.write(base64.b64decode(pages["data"]))
