"""Services on loopback that mean harm: each answers every request in one bad way."""
import base64
import contextlib
import gzip
import http.server
import io
import json
import re
import threading
import time
import zlib

DATE = "Tue, 25 Mar 2025 00:00:00 -0400"
HEAD = (
    '<?xml version="1.0"?><rss xmlns:arxiv="http://arxiv.org/schemas/atom"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel>'
    "<title>updates on arXiv.org</title><lastBuildDate>%s</lastBuildDate><pubDate>%s</pubDate>" % (DATE, DATE)
)
TAIL = "</channel></rss>"


def item(number, authors="Ann Author", extra=""):
    arxiv_id = "2503.%05d" % number
    return (
        "<item><title>Sparse attention %d</title><link>https://arxiv.org/abs/%s</link>"
        "<description>arXiv:%sv1 Announce Type: new \nAbstract: We study attention.</description>"
        '<guid isPermaLink="false">oai:arXiv.org:%sv1</guid><category>cs.LG</category>'
        "<pubDate>%s</pubDate><arxiv:announce_type>new</arxiv:announce_type>"
        "<dc:creator>%s</dc:creator>%s</item>" % (number, arxiv_id, arxiv_id, arxiv_id, DATE, authors, extra)
    )


FEED = HEAD + "".join(item(10001 + i) for i in range(3)) + TAIL


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, answer):
        outer = self
        self.requests = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                outer.serve(self, b"")

            def do_POST(self):
                outer.serve(self, self.rfile.read(int(self.headers.get("Content-Length", 0))))

            def log_message(self, *unused):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return "http://127.0.0.1:%d" % self.server_address[1]

    def serve(self, handler, body):
        self.requests.append((handler.command, handler.path, dict(handler.headers), body))
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.answer(handler, body)

    def handle_error(self, *unused):
        pass


def send(handler, text, status=200, headers=None):
    data = text if isinstance(text, bytes) else text.encode()
    handler.send_response(status)
    for name, value in (headers or {}).items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


def says(text, status=200, headers=None):
    return Server(lambda handler, body: send(handler, text, status, headers))


def endless(begin):
    def answer(handler, body):
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(begin.encode())
        block = b" " * 65536
        while True:
            handler.wfile.write(block)

    return Server(answer)


_BOMBS = {}


def bomb(begin, gigabytes=3):
    """The beginning, and then so many gigabytes of blanks, packed."""
    if begin not in _BOMBS:
        packed = zlib.compressobj(9, zlib.DEFLATED, 31)
        parts = [packed.compress(begin.encode())]
        block = b" " * (1 << 20)
        parts += [packed.compress(block) for _ in range(gigabytes * 1024)]
        _BOMBS[begin] = b"".join(parts) + packed.flush()
    data = _BOMBS[begin]
    return Server(lambda handler, body: send(handler, data, headers={"Content-Encoding": "gzip"}))


def drip(begin):
    """The beginning, and then a byte a second."""

    def answer(handler, body):
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(begin.encode())
        while True:
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(1)

    return Server(answer)


def llm(usage=None, comment="fine", echo=False):
    """Scores whatever it is asked about; may tell what it was sent."""

    def answer(handler, body):
        text = body.decode()
        ids = sorted(set(re.findall(r"2503\.\d{5}", text)))
        word = comment
        if echo:
            key = handler.headers["Authorization"].split()[-1]
            word = "%s %s %s" % (
                comment,
                key,
                base64.b64encode(("user:%s!" % key).encode()).decode(),
            )
        papers = [{"id": i, "comment": word, "relevance": 9, "novelty": 8} for i in ids]
        content = json.dumps({"papers": papers})
        send(
            handler,
            json.dumps(
                {
                    "choices": [{"message": {"content": content}, "finish_reason": "stop"}],
                    "usage": usage or {"prompt_tokens": 900, "completion_tokens": 90, "total_tokens": 990},
                }
            ),
            headers={"Content-Type": "application/json"},
        )

    return Server(answer)


def scholar(h_index):
    def answer(handler, body):
        ids = json.loads(body)["ids"]
        authors = [{"authorId": "1", "name": "Ann Author", "hIndex": h_index}]
        send(handler, json.dumps([{"authors": authors} for _ in ids]))

    return Server(answer)


def oai_without_end(records=1, size=1, total=10):
    """A next page after every page, with so many new records on each, their abstracts that long."""
    counter = iter(range(10**9))

    def record(number):
        arxiv_id = "%04d.%05d" % (2503 - number // 99999, number % 99999)
        return (
            "<record><header>"
            "<identifier>oai:arXiv.org:%s</identifier><datestamp>2025-03-25</datestamp></header>"
            '<metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>%s</id>'
            '<version version="v1"><date>Mon, 24 Mar 2025 12:00:00 GMT</date></version>'
            "<title>T</title><authors>A B</authors><categories>cs.LG</categories>"
            "<abstract>%s</abstract></arXivRaw></metadata></record>"
            % (arxiv_id, arxiv_id, "x%d " % number * (1 + size // 8))
        )

    def answer(handler, body):
        page = next(counter)
        server.last = time.time()
        send(
            handler,
            '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>%s'
            '<resumptionToken completeListSize="%d">t%d</resumptionToken></ListRecords></OAI-PMH>'
            % ("".join(record(page * records + i) for i in range(records)), total, page),
        )

    server = Server(answer)
    server.last = time.time()
    return server


def nested(depth):
    return says(HEAD + item(10001, extra="<a>" * depth + "</a>" * depth) + TAIL)
