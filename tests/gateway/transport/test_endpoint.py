"""Addresses of subgraphs, taken apart."""

import pytest

from gateway.transport.endpoint import Endpoint


@pytest.mark.parametrize(
    ("url", "endpoint"),
    [
        ("http://127.0.0.1:4102/graphql", Endpoint("127.0.0.1", 4102, "/graphql", False)),
        ("https://node.example", Endpoint("node.example", 443, "/", True)),
        ("http://[::1]:80/440100/graphql?v=1", Endpoint("::1", 80, "/440100/graphql?v=1", False)),
    ],
)
def test_takes_an_address_apart(url: str, endpoint: Endpoint) -> None:
    assert Endpoint.parse(url) == endpoint
    assert Endpoint.parse(str(endpoint)) == endpoint


@pytest.mark.parametrize(
    "url",
    [
        *("", "graphql", "ftp://x/", "http://", "http:///graphql", "http://u:p@x/", "http://x/#f", "http://x:99999/"),
        *("http://x/a b", "http://x/\r\nhost: y", "http://例子/", f"http://{'a' * 64}.example/"),
    ],
)
def test_refuses_what_is_no_address(url: str) -> None:
    with pytest.raises(ValueError):
        Endpoint.parse(url)
