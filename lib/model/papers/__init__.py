"""Papers (公文材料): what stands in each of them, before any file is made.

A paper is official Chinese whatever language the screen speaks: its readers are offices. Every
number in it carries its exact value beside the way it is written, so that a test can read a file
back and compare it with the engine.
"""
