"""Who asks for a snapshot: a person, a robot that makes a link preview, or another robot."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_PREVIEWS: Final = re.compile(
    r"facebookexternalhit|facebookcatalog|facebot|whatsapp/|twitterbot|telegrambot|slackbot|slack-imgproxy"
    r"|discordbot|linkedinbot|skypeuripreview|teamsbot|dingtalkbot|larkbot|feishubot|vkshare|line-poker"
    r"|applebot|googlebot|bingbot|baiduspider|yandexbot|embedly|iframely|mastodon|pinterestbot|redditbot",
    re.IGNORECASE,
)
_ROBOTS: Final = re.compile(
    r"bot\b|bot/|crawl|spider|preview|scan|monitor|fetch|curl|wget|python|java/|go-http|okhttp|httpx|aiohttp"
    r"|headless|libwww|axios|node|safelinks|proofpoint|mimecast|barracuda",
    re.IGNORECASE,
)
_AHEAD: Final = ("sec-purpose", "purpose", "x-moz", "x-purpose")
"""Headers by which a browser says that it asks before anybody has."""


def makes_preview(headers: Mapping[str, str]) -> bool:
    """Whether a messenger or a search engine asks, to show a link."""
    return bool(_PREVIEWS.search(headers.get("user-agent", "")))


def is_person(headers: Mapping[str, str]) -> bool:
    """Whether a person asks, as far as robots say that they are robots."""
    agent = headers.get("user-agent", "")
    if any("prefetch" in headers.get(name, "") or "preview" in headers.get(name, "") for name in _AHEAD):
        return False
    return bool(agent) and not _PREVIEWS.search(agent) and not _ROBOTS.search(agent)
