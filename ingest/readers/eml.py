"""Mails (RFC 5322, MIME): the headers and the body are a document, each attachment is another.

The headers are taken as they stand in the file and decoded here: Chinese mailers write raw GBK there, encoded words
(RFC 2047) in file names, and charsets that are not true.
"""

from __future__ import annotations

import email
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime

from ingest.readers.bounds import bounds
from ingest.readers.encoding import Undecodable, is_overruled
from ingest.readers.html import read_page
from ingest.readers.mail_bytes import UNCODED, decoded_payload, payload_of
from ingest.readers.mail_words import charset_of, file_name_of, header_of, inner_of, text_of_bytes
from ingest.readers.parsed import APART, Draft, Parsed, Part, Unreadable

_SHOWN = ("Subject", "From", "Sender", "To", "Cc", "Date")
_REPLY_RE = re.compile(r"\s*(?:(?:re|fw|fwd|回复|答复|转发|转)\s*(?:\[\d+\])?\s*[:：]\s*)+", re.I)
_SEALED = {
    "application/pkcs7-mime": "S/MIME",
    "application/x-pkcs7-mime": "S/MIME",
    "multipart/encrypted": "PGP",
}
_SEALED_REFUSED = "由 {} 加密或封装，读不了；请在邮件软件里解密后，把正文和附件另存出来再试"
_UNFOLDED = compat32.clone(max_line_length=0)  # the headers of a mail in a mail stay as they are
_SUFFIXES = {"text/plain": ".txt", "text/html": ".html", "message/rfc822": ".eml", "application/pdf": ".pdf"}
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_TNEF = ("application/ms-tnef", "application/vnd.ms-tnef")
_TNEF_REFUSED = "是 Outlook 的封装（winmail.dat），里面的附件不读；请在 Outlook 里把附件另存出来再试"
_STUB_LENGTH, _STUB_RATIO = 300, 3  # a plain text that says no more than that the mail is a page
_UNENDED = "邮件没有结尾的分隔行，多半没有下载完整，后面可能有缺失"
_LOST = "附件的 {}；请重新下载这封邮件，或在邮件软件里把附件另存出来再试"
_MORE = 1.3  # of the plain text: a page that is longer says more
_DEEP = "邮件的结构嵌套太深，文件多半损坏；请在邮件软件里打开后另存再试"
_NAME_LENGTH = 120
_NAME_RE = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class _Mail:
    """A mail taken apart: what may be its body, each in its versions; attachments; what is passed over, what wrong."""

    message: Message
    bodies: tuple[tuple[Message, ...], ...]
    attachments: tuple[Message, ...]
    passed: Counter[str]
    faults: tuple[str, ...]


def read(data: bytes, name: str) -> Parsed:
    """The headers, as metadata, and the body: as plain text if it says as much as the page that stands beside it.

    Unreadable if the mail is encrypted.
    """
    mail = _opened(data)
    draft = Draft()
    notes = [f"{kind} {count} 个没有读" for kind, count in mail.passed.items()]
    notes += mail.faults
    with draft.place("part", "邮件头"):
        for field in _SHOWN:
            if (value := header_of(mail.message, field)) is not None:
                draft.add(f"{field}: {value}\n", role="metadata")
    start = draft.length
    with draft.place("part", "正文"):
        for versions in mail.bodies:
            _add_body(draft, versions, notes)
    if not draft.parsed().text[start:].strip():
        raise Unreadable("邮件里没有文字" + ("，只有附件" if mail.attachments else ""))
    return draft.parsed(told=_told(mail.message), notes=tuple(notes))


def parts(data: bytes, name: str) -> list[Part]:
    """The mail itself, if it has a text, and its attachments; a mail in the mail is one."""
    mail = _opened(data)
    names: Counter[str] = Counter()
    found = [_attachment(part, names) for part in mail.attachments]
    has_text = any(payload_of(part).strip() for versions in mail.bodies for part in versions)
    return [Part("", data), *found] if has_text or not found else found


def _opened(data: bytes) -> _Mail:
    try:
        message = email.message_from_bytes(data.removeprefix(b"\xef\xbb\xbf"))
        if (sealed := _SEALED.get(message.get_content_type())) is not None:
            raise Unreadable("邮件" + _SEALED_REFUSED.format(sealed))
        bodies: list[tuple[Message, ...]] = []
        attachments: list[Message] = []
        passed: Counter[str] = Counter()
        for number, versions in enumerate(_leaves(message)):
            if number >= bounds().members:
                raise Unreadable(f"邮件超过 {bounds().members} 个部分（设置 archive_members），文件多半损坏")
            _sort(versions, bodies, attachments, passed)
        faults = tuple(dict.fromkeys(fault for part in message.walk() for fault in _faults(part)))
    except RecursionError:
        raise Unreadable(_DEEP) from None
    return _Mail(message, tuple(bodies), tuple(attachments), passed, faults)


def _faults(part: Message) -> Iterator[str]:
    """What of a part lies outside its own parts, or is missing."""
    if any(isinstance(fault, CloseBoundaryNotFoundDefect) for fault in part.defects):
        yield _UNENDED
    if part.is_multipart():
        outside = f"{part.preamble or ''}{part.epilogue or ''}".strip()
        if not outside.isascii() or (part.epilogue or "").strip():
            yield f"邮件各部分之外还有文字（{len(outside)} 个字符），没有读"


def _leaves(part: Message) -> Iterator[tuple[Message, ...]]:
    """What a mail is put together of, in order; versions of one thing together."""
    kind, inner = part.get_content_type(), inner_of(part)
    if kind in _SEALED or kind.startswith("message/") or not part.is_multipart():
        yield (part,)
    elif kind == "multipart/alternative":
        leaves = [leaf for child in inner for leaf in _leaves(child)]
        yield tuple(version for leaf in leaves for version in leaf if not _is_attached(version))
        yield from ((version,) for leaf in leaves for version in leaf if _is_attached(version))
    else:
        for child in inner:
            yield from _leaves(child)


def _is_attached(part: Message) -> bool:
    kind = part.get_content_type()
    is_text = kind in ("text/plain", "text/html")
    return part.get_content_disposition() == "attachment" or not is_text or file_name_of(part) is not None


def _sort(
    versions: tuple[Message, ...], bodies: list[tuple[Message, ...]], attachments: list[Message], passed: Counter[str]
) -> None:
    """Put a thing where it belongs."""
    if not versions or not _is_attached(versions[0]):
        bodies.append(versions)
        return
    part = versions[0]
    kind = part.get_content_type()
    is_inline = part.get_content_disposition() != "attachment"
    if kind in _SIGNATURES:
        passed["数字签名"] += 1
    elif is_inline and kind.startswith("image/"):
        passed["正文中的图片"] += 1
    elif kind in ("message/delivery-status", "text/calendar", "text/rfc822-headers") and is_inline:
        passed[f"{kind} 部分"] += 1
    else:
        attachments.append(part)


def _add_body(draft: Draft, versions: tuple[Message, ...], notes: list[str]) -> None:
    """Add one version of a body: the plain one, or the page if that is the only one or says much more."""
    kinds = {part.get_content_type(): part for part in reversed(versions)}
    plain, page = kinds.get("text/plain"), kinds.get("text/html")
    if len(versions) > len(kinds):
        notes.append(f"同一正文还有 {len(versions) - len(kinds)} 个版本，没有读")
    text = "" if plain is None else _text(plain, notes)
    if page is not None:
        length, own_notes = len("".join(text.split())), list[str]()
        parsed = _page(page, own_notes)
        is_stub = parsed is not None and length < _STUB_LENGTH and _own(parsed) > _STUB_RATIO * length
        if parsed is not None and is_stub:
            draft.extend(parsed)
            notes += [*own_notes, *parsed.notes]
            return
        if parsed is None and not length:
            notes += own_notes
        elif parsed is not None and _own(parsed) > _MORE * length:
            notes.append(f"正文取纯文本（{length} 字），没有取网页格式的（{_own(parsed)} 字）；请对照原件")
    _add_lines(draft, text, is_flowed=plain is not None and _parameter(plain, "format") == "flowed")


def _text(part: Message, notes: list[str]) -> str:
    data, lost = decoded_payload(part)
    notes += [f"正文的 {lost}"] if lost else []
    told = charset_of(part)
    text, encoding = text_of_bytes(data, told)
    if is_overruled(told, encoding) and not data.isascii():
        notes.append(f"正文标明的编码是 {told}，实为 {encoding}，按后者读")
    if "\ufffd" in text:
        notes.append(f"正文有 {text.count(chr(0xFFFD))} 处译不出的字节，以 \ufffd 标出")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _page(part: Message, notes: list[str]) -> Parsed | None:
    """The page; None, which is told, if it can't be read."""
    data, lost = decoded_payload(part)
    notes += [f"网页格式的正文的 {lost}"] if lost else []
    try:
        if data.strip():
            return _page_of(data, charset_of(part), notes)
    except Unreadable as error:
        notes.append(f"网页格式的正文没有读：{error}")
    return None


def _page_of(data: bytes, charset: str | None, notes: list[str]) -> Parsed:
    """The page, also if some of its bytes are damaged, which is told."""
    try:
        return read_page(data, charset=charset)
    except Undecodable:
        text, _ = text_of_bytes(data, charset)
        notes.append(f"网页格式的正文有 {text.count(chr(0xFFFD))} 处译不出的字节，以 \ufffd 标出")
        return read_page(text.replace("\0", "\ufffd").encode(), charset="utf-8")


def _add_lines(draft: Draft, text: str, *, is_flowed: bool) -> None:
    """Add plain text. In a flowed one (RFC 3676) a line that ends in a space goes on in the next."""
    goes_on = False
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\n")
        draft.add(bare + "\n", role="wrapped" if goes_on else "body")
        goes_on = is_flowed and bare.endswith(" ") and bare != "-- "


def _own(page: Parsed) -> int:
    """How many characters of a page are its text."""
    apart = "".join(page.text[block.start : block.end] for block in page.blocks if block.role in APART)
    return len("".join(page.text.split())) - len("".join(apart.split()))


def _attachment(part: Message, names: Counter[str]) -> Part:
    kind = part.get_content_type()
    name = _unique(_name(part, kind), names)
    if kind in _TNEF or name.lower() == "winmail.dat":
        return Part(name, refused=_TNEF_REFUSED)
    if kind in _SEALED:
        return Part(name, refused=_SEALED_REFUSED.format(_SEALED[kind]))
    try:
        data, lost = _bytes(part)
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        return Part(name, refused=f"附件已损坏（{type(error).__name__}）；请在邮件软件里另存出来再试")
    if lost not in (None, UNCODED):
        return Part(name, refused=_LOST.format(lost))
    return Part(name, data) if data else Part(name, refused="附件是空的")


def _bytes(part: Message) -> tuple[bytes, str | None]:
    """The bytes of an attachment, and what of them is lost."""
    inner = inner_of(part)
    return (inner[0].as_bytes(policy=_UNFOLDED), None) if inner else decoded_payload(part)


def _name(part: Message, kind: str) -> str:
    """An attachment's name without folders; that of a mail is its subject."""
    inner = inner_of(part)
    name = file_name_of(part) or ""
    if not name and kind == "message/rfc822" and inner:
        name = (header_of(inner[0], "Subject") or "邮件").replace("/", "／")[:_NAME_LENGTH] + ".eml"
    name = _NAME_RE.sub("", name.replace("\\", "/").rpartition("/")[2]).strip()
    stem, suffix = posixpath.splitext(name)
    return stem[:_NAME_LENGTH] + suffix[:20] if name.strip(".") else "附件" + _SUFFIXES.get(kind, "")


def _unique(name: str, names: Counter[str]) -> str:
    names[name] += 1
    if names[name] == 1:
        return name
    stem, suffix = posixpath.splitext(name)
    return _unique(f"{stem}~{names[name]}{suffix}", names)


def _told(message: Message) -> dict[str, str]:
    told = {}
    subject = _REPLY_RE.sub("", header_of(message, "Subject") or "", count=1).strip()
    sender = header_of(message, "From")
    if subject:
        told["title"] = subject
    if sender:
        told["source"] = f"电子邮件，{sender}"
        author = next((name for name, _ in getaddresses([sender]) if name.strip()), "")
        if author and not author.isascii():
            told["author"] = author
    if (day := _day(header_of(message, "Date"))) is not None:
        told["published"] = day
    return told


def _day(value: str | None) -> str | None:
    """The day of a Date header, in the sender's own time zone."""
    try:
        return parsedate_to_datetime(value or "").date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _parameter(part: Message, name: str) -> str:
    value = part.get_param(name)
    return value.lower() if isinstance(value, str) else ""
