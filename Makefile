# Thin on purpose: run.py does the work, here and on Windows (`py run.py …`).

PYTHON ?= python3
VENV = .venv/bin
PIN = uv pip compile --universal --generate-hashes --python-version 3.11

.PHONY: run test check lint bench geo demo fmt words lock

run:    ; $(PYTHON) run.py
test:   ; $(PYTHON) run.py test
lint:   ; $(PYTHON) run.py lint
check:  ; $(PYTHON) run.py check
bench:  ; $(PYTHON) run.py bench
geo:    ; $(PYTHON) run.py geo
demo:   ; $(PYTHON) run.py demo
fmt:    ; $(PYTHON) run.py fmt
words:  ; $(PYTHON) run.py test tests/pages/test_text.py

lock:
	$(PIN) requirements.in -o requirements.txt
	$(PIN) requirements-dev.in -o requirements-dev.txt
	$(PIN) requirements-bench.in -o requirements-bench.txt
