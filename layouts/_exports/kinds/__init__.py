"""The export kinds: one file each, found by `layouts._exports.kind`."""
