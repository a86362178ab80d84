"""Authenticity (档案真实性核查): samples drawn, checked, estimated, and what they cost."""
