"""Meetings (会议): the agenda, and decisions as they are made."""
