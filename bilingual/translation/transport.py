"""One HTTP request, and what its failures mean to a user: the network's part of a download."""

from __future__ import annotations

import errno
import http.client
import re
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import IO
from urllib.parse import urlsplit

# Answers after which the same link may well work the next time.
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NO_NETWORK = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN})
_HEADERS = {"User-Agent": "bilingual-reader", "Accept-Encoding": "identity"}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to bear with a server.

    Args:
        timeout: seconds that connecting, or waiting for the next bytes, may take.
        attempts: attempts without progress after which a link is given up.
        pause: seconds before the second attempt; doubled before each one after it.
    """

    timeout: float = 20.0
    attempts: int = 3
    pause: float = 1.0

    def __post_init__(self) -> None:
        if self.timeout <= 0 or self.attempts < 1 or self.pause < 0:
            raise ValueError("timeout and attempts must be positive, pause not negative")


PATIENT = Patience()


class FetchError(Exception):
    """An attempt that failed.

    Args:
        reason: why, for the user.
        final: whether trying the same link again is useless.
        offline: whether there seems to be no network at all.
    """

    def __init__(self, reason: str, *, final: bool = False, offline: bool = False) -> None:
        super().__init__(reason)
        self.final = final
        self.offline = offline


class RangeError(FetchError):
    """The server has no bytes from the wanted one on, which it answers with 416.

    Args:
        total: how many it has, where it says so.
    """

    def __init__(self, total: int | None) -> None:
        super().__init__("it answers 416 Range Not Satisfiable", final=True)
        self.total = total


def open_url(url: str, headers: Mapping[str, str], patience: Patience) -> http.client.HTTPResponse:
    """Ask for `url`, following redirects.

    Raises:
        OSError, http.client.HTTPException, UnicodeError: to be had as a `FetchError` under `fetch_errors`.
        FetchError: it redirects to where one should not follow.
    """
    request = urllib.request.Request(url, headers={**_HEADERS, **headers})
    opener = urllib.request.build_opener(_Redirects)
    response: http.client.HTTPResponse = opener.open(request, timeout=patience.timeout)
    return response


@contextmanager
def fetch_errors(patience: Patience) -> Iterator[None]:
    """Turn what `urllib` and `http.client` raise into a `FetchError` that a user understands."""
    try:
        yield
    except urllib.error.HTTPError as error:
        with error:
            raise _refusal(error) from None
    except urllib.error.URLError as error:
        reason = error.reason
        raise _trouble(reason if isinstance(reason, Exception) else error, patience) from None
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        raise _trouble(error, patience) from None


def _refusal(error: urllib.error.HTTPError) -> FetchError:
    if error.code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        match = re.fullmatch(r"bytes \*/([0-9]{1,18})", error.headers.get("Content-Range", ""))
        return RangeError(int(match[1]) if match else None)
    if error.code in _REDIRECTS:
        return FetchError("it redirects without end, or out of the web", final=True)
    try:
        phrase = HTTPStatus(error.code).phrase  # the server's own words may hold anything
    except ValueError:
        phrase = "unknown status"
    return FetchError(f"it answers {error.code} {phrase}", final=error.code not in _PASSING)


def _trouble(error: Exception, patience: Patience) -> FetchError:
    match error:
        case TimeoutError():
            return FetchError(f"nothing came for {patience.timeout:g} seconds")
        case socket.gaierror() | UnicodeError():
            return FetchError("its address cannot be found", offline=True)
        case ssl.SSLCertVerificationError():
            return FetchError(f"its certificate is not valid: {error.verify_message}", final=True)
        case ssl.SSLError():
            return FetchError("the safe connection failed")
        case ConnectionRefusedError():
            return FetchError("it refuses connections")
        case OSError() if error.errno in _NO_NETWORK:
            return FetchError("it cannot be reached", offline=True)
        case ConnectionError() | http.client.IncompleteRead() | http.client.RemoteDisconnected():
            return FetchError("the connection broke off")
        case _:
            return FetchError(f"it does not answer as HTTP asks ({type(error).__name__})")


def check_type(response: http.client.HTTPResponse) -> None:
    """Raise a `FetchError` for an answer that is a web page, or encoded."""
    if response.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise FetchError("it sends the file in another encoding than asked for", final=True)
    if response.headers.get_content_type() == "text/html":
        # Where a network wants a login, every address answers with its page.
        raise FetchError("it sends a web page, not the file; does this network want a login?", final=True)


def content_length(response: http.client.HTTPResponse) -> int | None:
    """Return how many bytes the server says it sends."""
    said = response.headers.get("Content-Length", "")
    # With chunks, a length is to be ignored (RFC 9112, section 6.3).
    return int(said) if re.fullmatch("[0-9]{1,18}", said) and not response.chunked else None


def content_range(response: http.client.HTTPResponse) -> tuple[int | None, int | None]:
    """Return where a partial answer starts, and how many bytes the whole has, `None` for what is not said."""
    match = re.fullmatch(
        r"bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18}|\*)", response.headers.get("Content-Range", "")
    )
    if not match:
        return None, None
    return int(match[1]), None if match[2] == "*" else int(match[2])


def validator_of(response: http.client.HTTPResponse) -> str | None:
    """Return what the server knows this state of its file by; a weak ETag may stand for other bytes."""
    etag: str | None = response.headers.get("ETag")
    if etag and not etag.startswith("W/"):
        return etag
    modified: str | None = response.headers.get("Last-Modified")
    return modified


def host_of(link: str) -> str:
    """Return the host, and the port where one is given."""
    return urlsplit(link).netloc


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects, but not out of the web, nor from an encrypted connection to an open one."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        scheme = urlsplit(newurl).scheme
        if scheme != "https" and (scheme != "http" or req.type == "https"):
            fp.close()
            raise FetchError(f"it redirects to a {scheme[:10]!r} address, which is not safe", final=True)
        return super().redirect_request(req, fp, code, msg, headers, newurl)
