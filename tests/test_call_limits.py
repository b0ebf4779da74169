"""Calls end by the clock and by a count of bytes, whatever the other side does."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from sheets_sync.call_limits import AnswerTooLong, limit_calls
from tests.scripted_server import SLOW_HEAD, Answer, ScriptedServer, drip

SECONDS = 0.4
LIMIT = 100_000
SILENCE = 30  # what requests alone would wait between two bytes
NEVER = threading.Event()
ZIPPED = {"Content-Encoding": "gzip"}


@pytest.fixture
def server():
    found = ScriptedServer()
    yield found
    found.close()


@pytest.fixture
def session():
    with requests.Session() as found:
        found.trust_env = False
        limit_calls(found, SECONDS, LIMIT)
        yield found


@contextmanager
def at_the_deadline(error):
    began = time.monotonic()
    with pytest.raises(error):
        yield
    assert SECONDS * 0.9 < time.monotonic() - began < SECONDS + 2


@contextmanager
def peer(behave):
    """The address of a server that does with each connection what the test says."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            line, _ = listening.accept()
            with line, suppress(OSError):  # the caller hangs up
                behave(line)

        serving = threading.Thread(target=serve, daemon=True)
        serving.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


# --- the clock ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_byte_now_and_then_is_too_slow(server, session, part):
    server.always = Answer(body="x" * 4000, drip=part)

    with at_the_deadline(requests.ReadTimeout):
        session.get(server.endpoint, timeout=SILENCE)


def test_a_stream_ends_too(server, session):
    server.always = Answer(body="x" * 4000, drip="body")

    with at_the_deadline(requests.ReadTimeout):
        session.get(server.endpoint, timeout=SILENCE, stream=True)


def test_a_body_without_a_length_ends_too(session):
    def behave(line):
        line.recv(65_536)
        line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        drip(line.makefile("wb"), b"x" * 4000, NEVER)

    with peer(behave) as address, at_the_deadline(requests.ReadTimeout):
        session.get(address, timeout=SILENCE)


def test_answers_before_the_answer_do_not_stop_the_clock(session):
    def behave(line):
        line.recv(65_536)
        drip(line.makefile("wb"), b"HTTP/1.1 100 Continue\r\n\r\n" * 40, NEVER)

    with peer(behave) as address, at_the_deadline(requests.ReadTimeout):
        session.get(address, timeout=SILENCE)


def test_whoever_takes_nothing_in_is_too_slow(session):
    finished = threading.Event()

    with peer(lambda line: finished.wait(10)) as address, at_the_deadline(requests.ReadTimeout):
        session.post(address, data=b"x" * 30_000_000, timeout=SILENCE)
    finished.set()


@pytest.fixture
def secure(tmp_path):
    """What makes a connection that came in a secure one, with a certificate that nobody vouches for."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "truong.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.PEM)
    )
    form = serialization.PrivateFormat.PKCS8
    private = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    (tmp_path / "both.pem").write_bytes(private + certificate)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(tmp_path / "both.pem")
    return lambda line: context.wrap_socket(line, server_side=True)


@pytest.mark.filterwarnings("ignore:Unverified HTTPS")
def test_a_secure_connection_ends_too(session, secure):
    def behave(line):
        with secure(line) as private:
            private.recv(65_536)
            drip(private.makefile("wb"), b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 4000, NEVER)

    with peer(behave) as address, at_the_deadline(requests.ReadTimeout):
        session.get(address.replace("http:", "https:"), timeout=SILENCE, verify=False)


@pytest.mark.filterwarnings("ignore:Unverified HTTPS")
def test_whoever_takes_in_little_by_little_is_too_slow(session, secure):
    def behave(line):
        with secure(line) as private:
            while private.recv(16_384):
                time.sleep(0.05)

    with peer(behave) as address, at_the_deadline(requests.ReadTimeout):
        session.post(
            address.replace("http:", "https:"), data=b"x" * 30_000_000, timeout=SILENCE, verify=False
        )


def test_silence_still_has_a_limit_of_its_own(server):
    server.always = Answer(wait=5)
    with requests.Session() as patient:
        limit_calls(patient, 60, LIMIT)
        began = time.monotonic()

        with pytest.raises(requests.ReadTimeout):
            patient.get(server.endpoint, timeout=0.2)

    assert time.monotonic() - began < 3


def test_each_call_on_one_connection_has_the_whole_time(server, session):
    server.always = Answer(wait=SECONDS * 0.7)

    for _ in range(3):
        assert session.get(server.endpoint, timeout=SILENCE).status_code == 200


def test_a_proxy_on_the_way_is_watched_too(session):
    def behave(line):
        line.recv(65_536)
        drip(line.makefile("wb"), SLOW_HEAD, NEVER)

    with peer(behave) as address, at_the_deadline(requests.RequestException):
        session.get("https://truong.example/", timeout=SILENCE, proxies={"https": address})


def test_a_handshake_ends_too(session):
    def behave(line):
        line.recv(65_536)
        drip(line.makefile("wb"), b"\x16\x03\x03\x20\x00" + b"\x02" * 4000, NEVER)

    with peer(behave) as address, at_the_deadline(requests.RequestException):
        session.get(address.replace("http:", "https:"), timeout=(SECONDS, SILENCE))


# --- the bytes ------------------------------------------------------------------------------------------------


def test_an_answer_of_the_full_size(server, session):
    server.always = Answer(body=b"x" * (LIMIT - 1000))

    assert len(session.get(server.endpoint, timeout=SILENCE).content) == LIMIT - 1000


@pytest.mark.parametrize(
    "answer",
    [
        Answer(body=b"x" * (LIMIT + 1)),
        Answer(body=gzip.compress(b"x" * (LIMIT + 1)), headers=ZIPPED),
        Answer(body=gzip.compress(b"x" * 200_000_000, 1), headers=ZIPPED),
        Answer(body=gzip.compress(gzip.compress(b"x" * 200_000_000, 1)), headers={"Content-Encoding": "gzip, gzip"}),
    ],
    ids=["plain", "zipped", "a bomb", "a bomb in a bomb"],
)  # fmt: skip
def test_an_answer_that_is_too_long(server, session, answer):
    server.always = answer

    with pytest.raises(AnswerTooLong):
        session.get(server.endpoint, timeout=SILENCE)


def test_bytes_around_the_content_count_too(session):
    def behave(line):
        line.recv(65_536)
        line.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n")
        line.sendall(b"X-Trailer: nothing\r\n" * LIMIT)

    with peer(behave) as address, pytest.raises(AnswerTooLong):
        session.get(address, timeout=SILENCE)


def test_what_is_zipped_is_read_as_ever(server, session):
    server.always = Answer(body=gzip.compress(b'{"ten": "An"}'), headers=ZIPPED)

    assert session.get(server.endpoint, timeout=SILENCE).json() == {"ten": "An"}


def test_a_connection_is_used_again(session):
    def behave(line):
        while line.recv(65_536):
            line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK")

    with peer(behave) as address:  # which takes one connection only
        answers = [session.get(address, timeout=SILENCE).text for _ in range(3)]

    assert answers == ["OK"] * 3


def test_a_body_that_breaks_off_is_no_success(server, session):
    server.always = Answer(drop="during")

    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        session.get(server.endpoint, timeout=SILENCE)
