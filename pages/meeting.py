"""Meeting mode: the agenda on a big screen, decisions taken down as they are made."""

from pages.ui import deeds, frame, meeting_lobby, meeting_stage, state
from pages.ui.load import meetings

frame.ensure()

deeds.report_back()
meeting = meetings.find(state.address("meeting"))
if meeting is not None and meeting.is_open:
    meeting_stage.show(meeting)
else:
    meeting_lobby.show()
