"""Related news: texts, ranking, lists, frozen lists, and the panel on a page."""
