"""Inputs of every kind that is read, written by code: small, plain, and about nothing that ever happened."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from email.message import EmailMessage

STORY = "The ferry to Sudhaven was halted on Monday after a storm broke two of its cables, the harbour master said."
TITLE = "Ferry to Sudhaven halted"
TEXT = f"{TITLE}\n\n{STORY}\n\nIt is to run again on Thursday.\n".encode()
HTML = f"""<!DOCTYPE html><html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>
<p>{STORY}</p><p>It is to run again on Thursday.</p></body></html>""".encode()
XHTML = b"""<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Ferry</title></head>
<body><p>The ferry was halted.</p></body></html>"""
JSONL = b"".join(
    json.dumps({"id": f"a-{number}", "text": f"{STORY} Line {number}.", "published": "2024-05-06"}).encode() + b"\n"
    for number in range(3)
)
ARRAY = json.dumps(
    [
        {
            "title": TITLE,
            "content": f'{STORY} [{number}] \\ "]',
            "publishedAt": "2024-05-06T07:08:09Z",
            "url": "https://x.example/",
        }
        for number in range(3)
    ],
    indent=1,
).encode()
CSV = (
    "id,Headline,Body,Date,Link\r\n"
    f'7,"{TITLE}","{STORY}\r\n\r\nSecond ""paragraph"".",2024-05-06,https://x.example/7\r\n'
    f"8,Other,Short text of the other story.,2024-05-07,https://x.example/8\r\n"
).encode()
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Sudhaven Gazette</title><link>https://x.example/</link>
<item><title>{TITLE}</title><link>https://x.example/ferry</link><pubDate>Mon, 06 May 2024 23:30:00 +0200</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>{STORY}</p><p>It is to run again.</p>]]></content:encoded>
</item>
<item><title>Fish &amp;amp; chips</title><guid>https://x.example/fish</guid>
<description>Prices of&nbsp;fish rose.</description></item>
</channel></rss>""".encode()
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title>
<entry><title>{TITLE}</title><link rel="self" href="https://x.example/self"/><link href="https://x.example/ferry"/>
<id>tag:x</id><published>2024-05-06T01:00:00+09:00</published><updated>2024-06-01T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{STORY}</p></div></content></entry>
<entry><title type="html">&lt;b&gt;Bold&lt;/b&gt; words</title><id>tag:y</id><updated>2024-06-01T00:00:00Z</updated>
<summary>A summary.</summary></entry></feed>""".encode()
BOMB_XML = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
<!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">
<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss><channel><item><title>T</title><description>&g;&x; A word.</description></item></channel></rss>"""
MHTML = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://x.example/ferry
Subject: =?utf-8?Q?Ferry_to_S=C3=BCdhaven?=
Date: Wed, 8 May 2024 10:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----b"

------b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://x.example/ferry

<!DOCTYPE html><html><body><h1>Ferry halted</h1><p>The ferry was halted=
 on Monday. caf=C3=A9</p></body></html>
------b
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://x.example/a.png

iVBORw0KGgo=
------b--
""".replace(b"\n", b"\r\n")


def letter(*, attach: bool = True) -> bytes:
    """A newsletter in two forms, with a page, a picture and a letter attached."""
    message = EmailMessage()
    message["From"] = "The Gazette <news@x.example>"
    message["To"] = "reader@y.example"
    message["Subject"] = "Week in Südhaven"
    message["Date"] = "Fri, 10 May 2024 06:00:00 +0200"
    message["Message-ID"] = "<1@x.example>"
    message["List-Unsubscribe"] = "<https://x.example/u>"
    message.set_content(f"{STORY}\n")
    message.add_alternative(HTML.decode(), subtype="html")
    if attach:
        message.add_attachment(HTML, maintype="application", subtype="octet-stream", filename="../page.html")
        message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="a.png")
        inner = EmailMessage()
        inner["Subject"], inner["Message-ID"] = "Inner", "<2@x.example>"
        inner.set_content("Fishermen of Sudhaven blocked the harbour on Tuesday.\n")
        message.add_attachment(inner)
    return message.as_bytes()


def record(
    url: str,
    body: bytes,
    kind: str = "response",
    status: str = "200 OK",
    headers: str = "Content-Type: text/html; charset=utf-8\r\n",
) -> bytes:
    """One record of a WARC file."""
    block = f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\n\r\n".encode() + body
    about = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2024-05-09T10:11:12Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return about.encode() + block + b"\r\n\r\n"


PACKED_HEADERS = "Content-Type: text/html\r\nContent-Encoding: gzip\r\n"
RECORDS = (
    record("https://x.example/ferry", HTML),
    record("https://x.example/a.png", b"\x89PNG\r\n\x1a\n", headers="Content-Type: image/png\r\n"),
    record("https://x.example/gone", b"Gone", status="404 Not Found"),
    record("https://x.example/packed", gzip.compress(HTML), headers=PACKED_HEADERS),
    record("https://x.example/ferry", b"", kind="revisit"),
    record("https://x.example/feed", RSS, headers="Content-Type: application/rss+xml\r\n"),
)
WARC = b"".join(RECORDS)
WARC_GZ = b"".join(gzip.compress(each, mtime=0) for each in RECORDS)


def zipped(members: dict[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, way)
    return out.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    """A tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            about = tarfile.TarInfo(name)
            about.size = len(data)
            archive.addfile(about, io.BytesIO(data))
    return out.getvalue()


def pdf(*pages: list[str]) -> bytes:
    """A PDF of pages of lines in Helvetica, the first line of each larger; with a table of its objects."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        commands, height = ["BT"], 780
        for number, line in enumerate(lines):
            size = 20 if number == 0 else 10
            height -= 30 if number == 1 else 12 if line else 0
            escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            commands.append(f"/F1 {size} Tf 1 0 0 1 60 {height} Tm ({escaped}) Tj")
            height -= 0 if line else 14
        commands.append("ET")
        drawn = "\n".join(commands).encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


PDF = pdf(
    [
        TITLE,
        "The ferry to Sudhaven was halted on Monday after a storm broke two of its",
        "cables, the harbour master said. Pas-",
        "sengers waited.",
        "",
        "It is to run again on Thursday.",
    ],
    ["Page two", "More text of the story stands here, on the second page of the paper."],
)

MEMBERS = {"folder/page.html": HTML, "crawl.warc.gz": WARC_GZ, "a.csv": CSV, "inner.zip": zipped({"deep.txt": TEXT})}
CORPUS: dict[str, bytes] = {
    "a.txt": TEXT,
    "a.html": HTML,
    "a.xhtml": XHTML,
    "a.jsonl": JSONL,
    "a.json": ARRAY,
    "one.json": json.dumps({"version": "1", "items": json.loads(ARRAY)}).encode(),
    "a.csv": CSV,
    "a.tsv": CSV.replace(b",", b"\t"),
    "rss.xml": RSS,
    "atom.xml": ATOM,
    "bomb.xml": BOMB_XML,
    "a.mhtml": MHTML,
    "a.eml": letter(),
    "a.warc": WARC,
    "a.warc.gz": WARC_GZ,
    "a.zip": zipped(MEMBERS),
    "a.tar": tarred(MEMBERS),
    "a.tar.gz": gzip.compress(tarred(MEMBERS), mtime=0),
    "a.tar.bz2": bz2.compress(tarred(MEMBERS)),
    "a.tar.xz": lzma.compress(tarred(MEMBERS)),
    "a.pdf": PDF,
    "a.wacz": zipped({"datapackage.json": b"{}", "archive/data.warc.gz": WARC_GZ, "pages/pages.jsonl": b"{}"}),
}
