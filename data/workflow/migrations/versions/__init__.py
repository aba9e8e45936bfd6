"""One file per migration, named after its topic. The chain is linear: `down_revision` names the one before."""
