"""Reads: counts how often each story was read, from the logs of the bulletin's own server or from other counters.

No plugin of Pelican but a command, ``python -m plugins.reads FILE…`` (``python3 tasks.py reads FILE…``). Contract: writes
content/desk/reads/YYYY-MM.csv and sources.csv and nothing else of the repository; the plugin most_read reads them.
Addresses of readers live in memory only, hashed with a salt that ends with the run. What a read is: settings.py,
judging.py. How the same log is recognised: segments.py. The state in .cache/reads holds numbers of reads and hashes of
lines without address and agent; without it the same files give the same counts.
"""
