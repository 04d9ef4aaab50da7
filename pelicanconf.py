"""Facts of the bulletin and one table a plugin; no logic. What differs on the live site is in publishconf.py."""

from jinja2 import StrictUndefined

# Who we are
SITENAME = "Hữu nghị và Hợp tác"
SITEURL = "http://localhost:8000"
AUTHOR = "Ban Biên tập"

# Where things lie
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
CACHE_PATH = ".cache"
DELETE_OUTPUT_DIRECTORY = False
THEME_STATIC_PATHS: list[str] = []
STATIC_PATHS: list[str] = []

# Pelican's own pages are silent: the plugins make the articles, fronts and feeds of both editions.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

# Languages and time
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"

# Reading: rST can include files of the machine, HTML is not wanted.
READERS = {"rst": None, "html": None}
MARKDOWN = {
    "extensions": [
        "markdown.extensions.tables",
        "markdown.extensions.footnotes",
        "markdown.extensions.abbr",
        "markdown.extensions.def_list",
        "markdown.extensions.sane_lists",
        "plugins.body",
    ],
    "extension_configs": {},
}
JINJA_ENVIRONMENT = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}

# Plugins, in the order they add their part: reading, pictures, lists, pairs, panels, what is printed besides, the gate.
PLUGIN_PATHS = ["."]
PLUGINS = [
    "plugins.rebuild",
    "plugins.front_matter",
    "plugins.articles",
    "plugins.photos",
    "plugins.fronts",
    "plugins.pairing",
    "plugins.related_news",
    "plugins.other_news",
    "plugins.most_read",
    "plugins.multimedia",
    "plugins.need_to_know",
    "plugins.imprint",
    "plugins.assets",
    "plugins.structured_data",
    "plugins.feeds",
    "plugins.sitemap",
    "plugins.search",
    "plugins.mobile",
    "plugins.desk_checks",
]

IMPRINT = {
    "names": {"vi": "Hữu nghị và Hợp tác", "en": "Friendship and Cooperation"},
    "taglines": {
        "vi": "Bản tin song ngữ về đối ngoại nhân dân",
        "en": "A bilingual bulletin on people-to-people diplomacy",
    },
    "publishers": {"vi": "Bản tin Hữu nghị và Hợp tác", "en": "Friendship and Cooperation bulletin"},
    "profiles": (),
    "pages": {"about": "gioi-thieu", "contact": "lien-he", "corrections": "dinh-chinh", "privacy": "quyen-rieng-tu"},
}

# How a read is known: "mark" (a picture of 43 bytes at the end of the text), "beacon" (a script) or "asset" (nothing more).
MOST_READ = {"evidence": "mark"}
