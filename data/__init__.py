"""Where data lives and what the other packages share: vocabulary, configuration, builds, geometry, demo."""
