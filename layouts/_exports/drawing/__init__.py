"""Drawing as SVG: the same ink for pictures of a page, for paper and for slides."""
