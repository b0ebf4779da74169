"""A mail server on this machine that answers as it is told, however odd."""

from __future__ import annotations

import base64
import socketserver
import threading
from collections.abc import Mapping
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage

from tests.scripted_server import drip


class MailServer(socketserver.ThreadingTCPServer):
    """Takes every mail; `mails` are their texts, `rcpt` whom they were for, `connections` how many there were.

    `replies` has what is said instead to a line that begins so, "hello" standing for the greeting and "taken" for the
    end of a mail; after a 421 the line is cut. What it says to a line that begins with `slow` comes a byte at a time, what it says to `endless` never
    ends; all that on the first `at_most` connections. With `extensions` of AUTH it refuses every sign-in, and repeats what it was sent.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, *extensions: str) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.mails: list[bytes] = []
        self.rcpt: list[str] = []
        self.connections = 0
        self.extensions = extensions
        self.replies: Mapping[str, str] = {}
        self.slow = self.endless = "nothing"
        self.at_most = 1_000_000
        self.over = threading.Event()
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.shutdown()
        self.server_close()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"127.0.0.1:{self.server_address[1]}"

    def hear(self, line: str) -> None:
        """What a test does at each line that comes."""

    def texts(self) -> list[EmailMessage]:
        """The mails that came."""
        return [message_from_bytes(mail, policy=policy.default) for mail in self.mails]


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.server.connections += 1
        self.number = self.server.connections
        with suppress(OSError):  # the other side hangs up
            self.say("hello", "220 here")
            while (line := self.rfile.readline().decode(errors="replace").strip()) and self.answer(line):
                pass

    def answer(self, line: str) -> bool:
        """Answer a line; whether there is more to talk about."""
        self.server.hear(line)
        word = line.upper().split()[0]
        if word == "EHLO":
            return self.say(line, "250-here", *[f"250-{each}" for each in self.server.extensions], "250 fine")
        if word == "AUTH":
            return self.refuse(line)
        if word == "DATA":
            self.say(line, "354 go on")
            self.server.mails.append(b"".join(iter(self.rfile.readline, b".\r\n")))
            return self.say("taken", "250 taken")
        taken = self.say(line, "221 bye" if word == "QUIT" else "250 fine")
        if word == "RCPT" and taken:
            self.server.rcpt.append(line.split("<", 1)[1].split(">")[0])
        return word != "QUIT"

    def refuse(self, line: str) -> bool:
        """Refuse a sign-in, with all that was sent."""
        _, method, sent = line.split()
        if method == "LOGIN":
            self.say(line, "334 UGFzc3dvcmQ6")
            sent = f"{sent} {self.rfile.readline().decode().strip()}"
        plain = " ".join(base64.b64decode(each).decode().replace("\0", " ") for each in sent.split())
        self.say(line, f"535-5.7.8 {sent}", f"535 5.7.8 no: {plain}")
        return True

    def say(self, line: str, *lines: str) -> bool:
        """Say something, or what the test has for it; whether that was no refusal."""
        server, odd = self.server, self.number <= self.server.at_most
        for begins, instead in server.replies.items() if odd else ():
            if _begins(line, begins):
                lines = (instead,)
        while odd and _begins(line, server.endless):
            self.wfile.write(b"250-" + b"x" * 1000 + b"\r\n")
        reply = "".join(f"{each}\r\n" for each in lines).encode()
        if odd and _begins(line, server.slow):
            drip(self.wfile, b"250-" + b"x" * 4000 + reply, server.over)
        else:
            self.wfile.write(reply)
        if reply.startswith(b"421"):
            raise ConnectionAbortedError
        return reply[:1] in b"23"


def _begins(line: str, with_: str) -> bool:
    return line.upper().startswith(with_.upper())
