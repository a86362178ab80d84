"""The plan (任务作战图): tasks, measures, milestones, lights, responsibility."""
