"""HTTP on the wire: what is no HTTP is refused as a problem, too, before the application sees it."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.api.problems import MEDIA_TYPE, write_problem


class ProblemProtocol(HttpToolsProtocol):
    """uvicorn's protocol, which would refuse in plain text."""

    def send_400_response(self, msg: str) -> None:
        """Tell what is wrong, and hang up."""
        body = write_problem(400, msg, path="/")
        head = f"HTTP/1.1 400 Bad Request\r\ncontent-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\n"
        self.transport.write(f"{head}connection: close\r\n\r\n".encode() + body)
        self.transport.close()
