"""Files and web pages to documents: text that can be cited, metadata, and nothing else.

`find_files` expands paths, `read_document` reads one of them, `unique_id` names it in a library.
"""

from .assembly import read_document
from .files import ENDINGS, find_files
from .identifiers import canonical_source, plain_id, unique_id

__all__ = ["ENDINGS", "canonical_source", "find_files", "plain_id", "read_document", "unique_id"]
