# Everything needs only Python >= 3.11 and make. PYTHON=python3.12 chooses another interpreter.
PYTHON ?= python3
BIN := .venv/bin
DEMO := runs/demo
PICTURES := runs/pictures

.PHONY: help demo pictures test check format bench clean

help:
	@echo "make demo      train the network of the paper's Figure 3, open it, prove the circuit ($(DEMO)/index.html)"
	@echo "make test      all tests"
	@echo "make check     ruff, pyright, import-linter"
	@echo "make format    ruff format and fixes"
	@echo "make bench     every measured figure: training speed, time to verified, circuits, nulls, fixed points, cells, the memory model, tasks"
	@echo "make pictures  the pictures in docs/pictures, drawn anew"
	@echo "make clean     remove what these commands made"

demo: .venv/train
	$(BIN)/engram run --task repeat-copy:s=16,k=5 --hidden-size 128 --out $(DEMO) --overwrite --require present

pictures: demo
	mkdir -p $(PICTURES) docs/pictures
	$(BIN)/engram animate repeat-copy:s=4,k=5 --out docs/pictures/circuit.gif --overwrite
	$(BIN)/engram memory-model digits --out $(PICTURES)/digits --overwrite
	$(BIN)/engram memory-model cells --out $(PICTURES)/cells --overwrite
	$(BIN)/engram memory-model phases --out $(PICTURES)/phases --overwrite
	$(BIN)/engram readings $(DEMO)/weights.safetensors --task repeat-copy:s=16,k=5 --out $(PICTURES)/readings --overwrite
	$(BIN)/engram trace id:9241421688590303745,262676,189 --out $(PICTURES)/circuit --overwrite
	$(BIN)/python benchmarks/circuits.py --figures $(PICTURES)
	$(BIN)/engram run --task xor:s=2,k=4 --hidden-size 128 --biases --out $(PICTURES)/xor --overwrite
	cp $(DEMO)/figures/memories.png docs/pictures/
	cp $(PICTURES)/xor/figures/storage.png docs/pictures/xor.png
	for name in digits cells phases readings circuit-program input_phase capacity horizon; do cp $(PICTURES)/$$name.png docs/pictures/; done

# Two workers on two cores: linear algebra with threads of its own would only get in their way.
test: .venv/dev
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist loadgroup

check: .venv/dev
	$(BIN)/ruff format --check src tests benchmarks examples
	$(BIN)/ruff check src tests benchmarks examples
	$(BIN)/pyright
	$(BIN)/lint-imports

format: .venv/dev
	$(BIN)/ruff format src tests benchmarks examples
	$(BIN)/ruff check --fix src tests benchmarks examples

bench: .venv/dev
	$(BIN)/python benchmarks/training_speed.py
	$(BIN)/python benchmarks/time_to_verified.py
	$(BIN)/python benchmarks/circuit_recovery.py
	$(BIN)/python benchmarks/decisions.py
	$(BIN)/python benchmarks/agreement.py
	$(BIN)/python benchmarks/analysis_cost.py
	$(BIN)/python benchmarks/fixed_points.py
	$(BIN)/python benchmarks/other_cells.py --out runs/other-cells --seeds 0 1
	$(BIN)/python benchmarks/memory_model.py
	$(BIN)/python benchmarks/circuits.py
	$(BIN)/python benchmarks/nonlinear_tasks.py --out runs/nonlinear-tasks --seeds 2 3 4

clean:
	rm -rf .venv runs build dist .pytest_cache .ruff_cache .hypothesis .import_linter_cache

# One environment, in two sizes: what running needs, and what developing needs on top of it.
.venv/train: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("Engram needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; run make with PYTHON=...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train]'
	touch $@

.venv/dev: .venv/train
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@
