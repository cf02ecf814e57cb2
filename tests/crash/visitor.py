"""Somebody with a browser who logs in and sends what the product's own scripts send."""

import http.client
import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Visitor:
    """A person's session with the server; it outlives the server, as a browser's does."""

    def __init__(self, address):
        self.address = address
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)
        self.token = ""

    def log_in(self, username, password):
        """Log in through the form, and keep the token for later posts."""
        self.read("/dang-nhap/")
        form = {"login": username, "password": password, "csrfmiddlewaretoken": self.token}
        page = self._send("/dang-nhap/", urllib.parse.urlencode(form).encode())
        assert "/dang-nhap/" not in page.geturl(), f"{username} could not log in"
        self.token = TOKEN.search(page.read().decode())[1]

    def read(self, path):
        """Read a page and take its token."""
        text = self._send(path).read().decode()
        if found := TOKEN.search(text):
            self.token = found[1]
        return text

    def post(self, path, body=None):
        """Send JSON, or an empty form, and return the JSON that comes back."""
        data = b"" if body is None else json.dumps(body).encode()
        kind = "application/x-www-form-urlencoded" if body is None else "application/json"
        headers = {"Content-Type": kind, "Accept": "application/json", "X-CSRFToken": self.token}
        return json.loads(self._send(path, data, headers).read())

    def _send(self, path, data=None, headers=None):
        request = urllib.request.Request(self.address + path, data=data, headers=headers or {})
        return self.opener.open(request, timeout=30)


GONE = (urllib.error.URLError, ConnectionError, TimeoutError, http.client.HTTPException)
"""What a browser sees of a server that dies."""
