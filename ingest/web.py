"""Getting a file from a public service: timeouts, retries with back-off, and errors people can act on.

Every answer is read whole before it counts, so a connection that breaks half-way is tried again like
one that was never made. A proxy from the environment (HTTPS_PROXY, NO_PROXY) is used.
"""

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.util import Retry, Timeout

from data.errors import BuurtlichtError, CallerMistakeError

_CLIENT_ERROR = 400
_HEADERS = {"User-Agent": "buurtlicht"}
_TIMEOUT = Timeout(connect=10, read=120)
RETRY = Retry(
    total=6,
    redirect=5,
    backoff_factor=0.5,
    backoff_jitter=0.5,
    backoff_max=60,
    status_forcelist=(429, 500, 502, 503, 504),
    allowed_methods=("GET",),
    respect_retry_after_header=True,
    retry_after_max=300,
)
"""Seven tries in about half a minute; a service that names a time (Retry-After) is waited for, 5 minutes at most."""


class Web:
    """A client that keeps its connections. `retry` says how often and after which pause (seconds)."""

    def __init__(self, retry: Retry = RETRY, timeout: Timeout = _TIMEOUT) -> None:
        self._retry, self._timeout = retry, timeout
        self._pools: dict[str, urllib3.PoolManager] = {}

    def get(self, url: str) -> bytes:
        """The whole answer to a GET.

        Raises CallerMistakeError where the service says that the request is wrong, and BuurtlichtError
        where it cannot be reached or keeps failing.
        """
        try:
            response = self._pool(url).request("GET", url, retries=self._retry, timeout=self._timeout, headers=_HEADERS)
        except urllib3.exceptions.LocationValueError as error:
            raise CallerMistakeError(
                f"{url} is geen geldig adres. Schrijf het voluit, met https:// ervoor (--base-url)."
            ) from error
        except urllib3.exceptions.HTTPError as error:
            raise BuurtlichtError(
                f"{urlsplit(url).netloc} geeft na {1 + int(self._retry.total or 0)} pogingen geen goed antwoord "
                f"({_reason(error)}). Wat al binnen is blijft bewaard: geef later hetzelfde commando opnieuw."
            ) from error
        if response.status >= _CLIENT_ERROR:
            raise CallerMistakeError(
                f"{url} antwoordt met foutcode {response.status}. Controleer het jaar (--year) en het adres (--base-url)."
            )
        return response.data

    def _pool(self, url: str) -> urllib3.PoolManager:
        address = urlsplit(url)
        proxy = "" if proxy_bypass(address.hostname or "") else getproxies().get(address.scheme, "")
        if proxy not in self._pools:
            self._pools[proxy] = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
        return self._pools[proxy]


def _reason(error: urllib3.exceptions.HTTPError) -> str:
    cause = error.reason if isinstance(error, urllib3.exceptions.MaxRetryError) and error.reason else error
    return f"{type(cause).__name__}: {cause}"
