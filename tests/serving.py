"""The application on a port of its own, for tests whose client is another program."""

import threading
import time
from asyncio import Protocol
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI


@contextmanager
def serve_in_thread(app: FastAPI, *, http: type[Protocol] | str = "auto") -> Iterator[str]:
    """Its address, as long as it runs; `http` is what uvicorn speaks it with."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, log_level="warning", http=http))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        host, port = server.servers[0].sockets[0].getsockname()
        yield f"http://{host}:{port}"
    finally:
        server.should_exit = True
        thread.join()
