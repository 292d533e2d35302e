"""Remote embedders against a real server on the loopback: what it may answer, and what becomes of that."""

import json
import logging
import socket
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import numpy as np
import pytest

from ricordo.embedding import RemoteSettings
from ricordo.embedding.remote import OllamaEmbedder, OpenAIEmbedder
from ricordo.errors import EmbeddingFailed, InvalidInput

KEY = "sk-" + "made" * 5 + "up"


def vector_of(text, dimensions=4):
    """A vector that tells texts apart."""
    return [float(len(text)), *(float(sum(map(ord, text)) % (n + 7)) + 1 for n in range(dimensions - 1))]


def unit(vector):
    return np.array(vector) / np.linalg.norm(vector)


def send(handler, status, body, **headers):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def answering(status, body, **headers):
    return lambda handler, request: send(handler, status, body, **headers)


def ollama_good(handler, request):
    send(handler, 200, {"model": "m", "embeddings": [vector_of(text) for text in request.body["input"]]})


def openai_good(handler, request):
    rows = [{"index": i, "embedding": vector_of(text)} for i, text in enumerate(request.body["input"])]
    send(handler, 200, {"object": "list", "data": rows[::-1]})


def openai_rows(*rows):
    return answering(200, {"data": list(rows)})


@pytest.fixture(params=[OllamaEmbedder, OpenAIEmbedder])
def kind(request):
    return request.param


def good(kind):
    return ollama_good if kind is OllamaEmbedder else openai_good


def vectors_answer(kind, vectors):
    if kind is OllamaEmbedder:
        return {"embeddings": vectors}
    return {"data": [{"index": i, "embedding": vector} for i, vector in enumerate(vectors)]}


def made(kind, server, **settings):
    return kind("m", RemoteSettings(**{"base_url": server.url, "timeout_seconds": 5, **settings}))


def failure(embedder, texts=("a", "b")):
    with pytest.raises(EmbeddingFailed) as caught:
        embedder.embed(list(texts))
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    assert KEY not in message
    return message


# What is asked, and what comes back


def test_ollama_is_asked_at_its_path_and_its_vectors_are_scaled_to_length_one(serve):
    server = serve(ollama_good)

    vectors = made(OllamaEmbedder, server).embed(["first text", "second, longer text"])

    assert server.requests[0].path == "/api/embed"
    assert server.requests[0].body == {"model": "m", "input": ["first text", "second, longer text"]}
    assert vectors.dtype == np.float32
    assert np.allclose(vectors, [unit(vector_of(text)) for text in ("first text", "second, longer text")])


def test_openai_rows_are_put_in_the_order_of_their_index(serve):
    server = serve(openai_good)

    vectors = made(OpenAIEmbedder, server).embed(["first text", "second, longer text"])

    assert server.requests[0].body["encoding_format"] == "float"
    assert np.allclose(vectors, [unit(vector_of(text)) for text in ("first text", "second, longer text")])


@pytest.mark.parametrize(
    ("base", "path"),
    [
        ("", "/v1/embeddings"),
        ("/", "/v1/embeddings"),
        ("/v1", "/v1/embeddings"),
        ("/gw/v1beta/", "/gw/v1beta/embeddings"),
    ],
)
def test_openai_is_asked_below_the_path_of_its_url(serve, base, path):
    server = serve(openai_good)

    OpenAIEmbedder("m", RemoteSettings(server.url + base)).embed(["a"])

    assert server.requests[0].path == path


def test_many_texts_are_sent_in_batches_and_come_back_in_order(serve, kind):
    server = serve(good(kind))
    texts = [f"text number {n}" * (n % 3 + 1) for n in range(25)]

    vectors = made(kind, server, batch=10).embed(texts)

    assert [len(request.body["input"]) for request in server.requests] == [10, 10, 5]
    assert np.allclose(vectors, [unit(vector_of(text)) for text in texts])


def test_long_texts_are_cut_and_share_few_requests(serve, kind):
    server = serve(good(kind))

    made(kind, server).embed([f"{n}" + "字" * 100_000 for n in range(40)])

    sizes = [sum(len(text.encode()) for text in request.body["input"]) for request in server.requests]
    assert len(sizes) == 2
    assert max(sizes) <= 250_000
    assert all(len(text.encode()) <= 8_000 for request in server.requests for text in request.body["input"])


def test_equal_texts_are_sent_once(serve, kind):
    server = serve(good(kind))

    vectors = made(kind, server).embed(["a", "bb", "a", "a"])

    assert server.requests[0].body["input"] == ["a", "bb"]
    assert (vectors[0] == vectors[2]).all()
    assert vectors.shape == (4, 4)


@pytest.mark.parametrize("text", ["", " \n ", "\ud800", "a\x00b"], ids=repr)
def test_odd_texts_are_sent_as_something_that_a_server_can_read(serve, kind, text):
    server = serve(good(kind))

    vectors = made(kind, server).embed([text])

    assert server.requests[0].body["input"][0].strip()
    assert np.isfinite(vectors).all()


def test_no_texts_give_no_rows(serve, kind):
    server = serve(good(kind))

    assert made(kind, server).embed([]).shape == (0, 4)


def test_whole_numbers_are_numbers(serve, kind):
    server = serve(answering(200, vectors_answer(kind, [[3, 4]])))

    assert np.allclose(made(kind, server).embed(["a"]), [[0.6, 0.8]])


# The model


def test_the_dimensions_are_asked_for_once(serve, kind):
    server = serve(good(kind))
    embedder = made(kind, server)

    models = [embedder.model, embedder.model]

    assert len(server.requests) == 1
    assert models[0] == models[1]
    assert models[0].dimensions == 4
    assert models[0].name == "m"


def test_the_dimensions_are_known_after_embedding(serve, kind):
    server = serve(good(kind))
    embedder = made(kind, server)

    embedder.embed(["a"])

    assert embedder.model.dimensions == 4
    assert len(server.requests) == 1


def test_the_fingerprint_names_kind_and_model_but_not_the_server(serve):
    first, second = serve(ollama_good), serve(ollama_good)

    fingerprints = {
        OllamaEmbedder(name, RemoteSettings(server.url)).model.fingerprint
        for server in (first, second)
        for name in ("bge-m3", "bge-m3:latest")
    }

    assert fingerprints == {"ollama:bge-m3"}


def test_the_fingerprint_is_known_without_asking_the_server(serve, kind):
    server = serve(good(kind))
    embedder = made(kind, server)

    assert embedder.fingerprint == f"{kind.kind}:m"
    assert not server.requests
    assert embedder.fingerprint == embedder.model.fingerprint


def test_a_remote_embedder_is_ready_without_loading(serve, kind):
    embedder = made(kind, serve(good(kind)))
    embedder.warm()

    assert embedder.is_ready()


# The key


def test_the_key_is_sent_and_shown_nowhere(serve, kind, caplog):
    caplog.set_level(logging.DEBUG)
    server = serve(answering(401, {"error": f"Incorrect API key provided: {KEY}"}))
    embedder = made(kind, server, api_key=KEY)

    message = failure(embedder)

    assert server.requests[0].headers["Authorization"] == f"Bearer {KEY}"
    assert "embedder_key" in message
    assert len(server.requests) == 1
    assert KEY not in caplog.text
    assert KEY not in repr(RemoteSettings(api_key=KEY))
    assert KEY not in repr(embedder)


def test_without_a_key_no_authorization_is_sent(serve, kind):
    server = serve(good(kind))

    made(kind, server).embed(["a"])

    assert "Authorization" not in server.requests[0].headers


@pytest.mark.parametrize("tail", ["\n", " x", "\r\nHost: other", "é"], ids=repr)
def test_a_key_that_no_header_can_carry_is_refused_without_showing_it(kind, tail):
    with pytest.raises(InvalidInput) as caught:
        kind("m", RemoteSettings("http://127.0.0.1:9", KEY + tail))

    assert KEY not in str(caught.value)


def test_openai_itself_is_never_asked_without_a_key():
    with pytest.raises(InvalidInput, match="embedder_key"):
        OpenAIEmbedder()


# Servers in trouble


def test_a_server_error_is_tried_again(serve, kind):
    server = serve(answering(500, {"error": "loading"}), good(kind))

    assert made(kind, server).embed(["a"]).shape == (1, 4)
    assert len(server.requests) == 2


def test_a_lost_connection_is_tried_again(serve, kind):
    def hang_up(handler, request):
        handler.connection.shutdown(socket.SHUT_RDWR)
        handler.close_connection = True

    server = serve(hang_up, good(kind))

    assert made(kind, server).embed(["a"]).shape == (1, 4)


def test_too_many_requests_are_tried_again_when_the_server_says(serve, kind):
    server = serve(answering(429, {}, Retry_After="1"), good(kind))
    begin = time.monotonic()

    vectors = made(kind, server).embed(["a"])

    assert vectors.shape == (1, 4)
    assert time.monotonic() - begin >= 1


@pytest.mark.parametrize(
    "when",
    [lambda now: format_datetime(now - timedelta(hours=1)), lambda now: "soon", lambda now: "0", lambda now: "-5"],
)
def test_a_retry_after_that_is_past_or_none_is_not_waited_for(serve, kind, when):
    server = serve(answering(503, {}, Retry_After=when(datetime.now(UTC))), good(kind))
    begin = time.monotonic()

    made(kind, server).embed(["a"])

    assert len(server.requests) == 2
    assert time.monotonic() - begin < 5


def test_a_server_that_stays_in_trouble_is_given_up_and_named(serve, kind):
    server = serve(answering(503, {}))

    message = failure(made(kind, server, retries=1))

    assert len(server.requests) == 2
    assert server.host in message
    assert "503" in message
    assert "later" in message


@pytest.mark.parametrize("status", [400, 404, 413])
def test_a_refused_request_is_not_sent_again(serve, kind, status):
    server = serve(answering(status, {"error": "model not found"}))

    message = failure(made(kind, server))

    assert len(server.requests) == 1
    assert str(status) in message
    assert "model" in message


def test_a_silent_server_is_not_waited_for_longer_than_allowed(serve, kind):
    released = threading.Event()
    server = serve(lambda handler, request: released.wait(5))
    begin = time.monotonic()

    message = failure(made(kind, server, timeout_seconds=0.2))
    released.set()

    assert time.monotonic() - begin < 3
    assert "0.2 s" in message
    assert len(server.requests) == 1


def test_a_trickling_server_is_not_waited_for_longer_than_allowed(serve, kind):
    def trickle(handler, request):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)

    begin = time.monotonic()

    message = failure(made(kind, serve(trickle), timeout_seconds=0.3))

    assert time.monotonic() - begin < 3
    assert "0.3 s" in message


def test_a_closed_port_is_named_with_what_to_do(kind):
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port = reserved.getsockname()[1]
        embedder = kind("m", RemoteSettings(f"http://127.0.0.1:{port}", retries=0))

        message = failure(embedder)

    assert f"127.0.0.1:{port}" in message
    assert "cannot be reached" in message
    assert "start it" in message


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(serve, kind, status):
    other = serve(good(kind))
    server = serve(answering(status, {}, Location=other.url + "/api/embed"))

    message = failure(made(kind, server, api_key=KEY))

    assert not other.requests
    assert "redirect" in message


def test_a_proxy_in_the_environment_is_not_asked_for_this_machine(serve, kind, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)

    assert made(kind, serve(good(kind))).embed(["a"]).shape == (1, 4)


def test_a_proxy_in_the_environment_is_asked_for_other_machines(serve, kind, monkeypatch):
    proxy = serve(good(kind))
    monkeypatch.setenv("http_proxy", proxy.url)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)

    kind("m", RemoteSettings("http://embedder.invalid")).embed(["a"])

    assert proxy.requests[0].path.startswith("http://embedder.invalid/")


# Answers that are of no use


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"null",
        b"[]",
        b"3",
        b'"text"',
        b"{}",
        b'{"embeddings": null, "data": null}',
        b"\xff\xfe",
        b"[" * 200_000,
    ],
    ids=lambda body: repr(body[:20]),
)
def test_an_answer_without_vectors_is_refused(serve, kind, body):
    server = serve(answering(200, body))

    message = failure(made(kind, server))

    assert server.host in message
    assert "URL" in message


@pytest.mark.parametrize(
    "vectors",
    [
        [[1.0, 2.0]],
        [[1.0, 2.0]] * 3,
        [],
        [[], []],
        [[1.0, 2.0], [1.0]],
        [["1.0", "2.0"], ["1.0", "2.0"]],
        [[True, False], [True, False]],
        [[None, 1.0], [1.0, 2.0]],
        [{"0": 1.0}, {"0": 1.0}],
        [1.0, 2.0],
        [[[1.0]], [[1.0]]],
        [[10**400, 1], [1, 1]],
    ],
    ids=repr,
)
def test_vectors_of_a_wrong_number_or_shape_are_refused(serve, kind, vectors):
    assert "gave" in failure(made(kind, serve(answering(200, vectors_answer(kind, vectors)))))


@pytest.mark.parametrize("bad", ["NaN", "Infinity", "-Infinity", "1e999", "1e200"])
def test_numbers_that_are_none_are_refused(serve, kind, bad):
    body = json.dumps(vectors_answer(kind, [[1.0, 2.0], [3.5, 12345.0]])).replace("12345.0", bad)

    assert "numbers" in failure(made(kind, serve(answering(200, body.encode()))))


def test_a_vector_without_length_is_refused(serve, kind):
    assert "length" in failure(made(kind, serve(answering(200, vectors_answer(kind, [[0.0, 0.0], [1.0, 0.0]])))))


def test_openai_rows_with_a_missing_or_repeated_index_are_refused(serve):
    row = {"embedding": [1.0, 2.0]}
    for rows in ([row, row], [{**row, "index": 0}, {**row, "index": 0}], [{**row, "index": 1}, {**row, "index": 2}]):
        failure(made(OpenAIEmbedder, serve(openai_rows(*rows))))


def test_a_model_that_changes_its_dimensions_is_refused(serve, kind):
    server = serve(good(kind), answering(200, vectors_answer(kind, [[1.0, 2.0]])))
    embedder = made(kind, server)
    embedder.embed(["a"])

    message = failure(embedder, ["b"])

    assert "2 instead of 4" in message
    assert embedder.model.dimensions == 4


def test_a_huge_answer_is_not_read_to_its_end(serve, kind):
    sent = []

    def flood(handler, request):
        handler.send_response(200)
        handler.end_headers()
        sent.extend(handler.wfile.write(b" " * 1_000_000) for _ in range(200))

    message = failure(made(kind, serve(flood), timeout_seconds=60))

    assert "16 MB" in message
    assert len(sent) < 60


# Settings


@pytest.mark.parametrize(
    "url",
    [
        "ftp://host",
        "file:///etc/passwd",
        "localhost:11434",
        "http://",
        "https:///v1",
        "http://host:port",
        "http://[::1",
        "http://host/ path",
        "http://host/\n",
        "http://host/v1?x=1",
        "http://host/v1#x",
        "http://user:" + "word" + "@host",
    ],
)
def test_a_url_that_cannot_be_right_is_refused_without_showing_a_password(kind, url):
    with pytest.raises(InvalidInput) as caught:
        kind("m", RemoteSettings(url))

    assert "word@" not in str(caught.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_the_name_of_a_host_without_a_port_is_given_as_it_is(host):
    assert OllamaEmbedder("m", RemoteSettings(f"http://{host}"))._server.name == host


def test_the_address_of_a_version_six_host_keeps_its_brackets():
    assert OllamaEmbedder("m", RemoteSettings("http://[::1]:8080/x"))._server.name == "[::1]:8080"
