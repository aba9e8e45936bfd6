"""What an area manager, a policymaker, a director and a data steward do, from begin to end, on two built corporations."""
