"""The service on a port: waitress, threads, one process."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import waitress
from flask import Flask

from kg.errors import UsageError, ZhituError
from web import create_app
from web.release import current_release

THREADS = 8
WARM_EVERY_S = 2.0


def serve(home: Path, host: str, port: int, *, sandbox: bool, announce: Callable[[str], None]) -> None:
    """Serve `home` until interrupted; `announce` is told the address once the port is open."""
    app = create_app({"home": str(home), "sandbox": int(sandbox)})
    try:
        server = waitress.create_server(app, host=host, port=port, threads=THREADS, ident="zhitu")
    except ValueError:  # what waitress makes of a name that does not resolve
        raise UsageError(f"{host}: 不是本机的地址；请用 127.0.0.1、0.0.0.0 或本机的其他地址") from None
    except OSError as error:
        raise ZhituError(f"{host}:{port} 打不开：{error.strerror}；可用 --port 换一个端口") from None
    shown = f"[{host}]" if ":" in host else host
    threading.Thread(target=_keep_warm, args=(app,), daemon=True).start()
    announce(f"http://{shown}:{server.effective_port}/")
    try:
        server.run()
    except KeyboardInterrupt:
        return
    finally:
        server.close()
        app.extensions["zhitu_releases"].close()  # and the query workers with it


def _keep_warm(app: Flask) -> None:
    """Read the index of every new release before a search has to wait for it; ends with the process."""
    warmed = None
    while True:
        with app.app_context(), suppress(ZhituError, OSError):
            release = current_release()
            if release.number != warmed:
                release.index.warm()
                warmed = release.number
        time.sleep(WARM_EVERY_S)
