# Everything needs only Python >= 3.11 and make. PYTHON=python3.12 chooses another interpreter.
PYTHON ?= python3
BIN := .venv/bin
DEMO := runs/demo
PYTHON_CODE := src tests benchmarks examples web/tests
ASSETS := src/engram/report/assets
# Node and npm come with the environment.
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix web --silent
PICTURES := runs/pictures
POPULATIONS := runs/populations
DECIDING := capacity initialisation weight-decay coding activation cells
SWEEPS := table1 published narrow loud formation $(DECIDING)

.PHONY: help demo pictures populations test check format bench web clean

help:
	@echo "make demo         train the network of the paper's Figure 3, open it, prove the circuit ($(DEMO)/report.html)"
	@echo "make test         all tests"
	@echo "make check        ruff, pyright, import-linter; biome, tsc, and whether the committed page is that of its source"
	@echo "make format       ruff format and fixes"
	@echo "make bench        every measured figure: training speed, time to verified, circuits, nulls, fixed points, cells, the memory model, tasks"
	@echo "make web          build the live page from web/ into $(ASSETS)"
	@echo "make pictures     the pictures in docs/pictures, drawn anew"
	@echo "make populations  the sweeps that docs/table1.md, formation.md and populations.md tell of, and their figures (3 hours)"
	@echo "make clean        remove what these commands made"

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
	$(BIN)/python benchmarks/live_page.py --picture docs/pictures/page.png --page $(DEMO)/report.html
	cp $(PICTURES)/xor/figures/storage.png docs/pictures/xor.png
	for name in digits cells phases readings circuit-program input_phase capacity horizon; do cp $(PICTURES)/$$name.png docs/pictures/; done

# What is finished in runs/ is not done again; Ctrl-C and again goes on.
populations: .venv/dev
	for sweep in $(SWEEPS); do $(BIN)/engram sweep $$sweep || exit 1; done
	$(BIN)/engram table runs/table1 runs/published runs/narrow runs/loud --out docs/table1 --overwrite
	for sweep in table1 $(DECIDING); do $(BIN)/engram population runs/$$sweep --out $(POPULATIONS)/$$sweep --overwrite || exit 1; done
	$(BIN)/engram population runs/formation runs/published --out $(POPULATIONS)/formation --overwrite
	mkdir -p docs/populations
	cp $(POPULATIONS)/table1/calibration.png $(POPULATIONS)/table1/comparison.png docs/populations/
	cp $(POPULATIONS)/capacity/capacity.png $(POPULATIONS)/formation/formation-*.png docs/populations/
	for sweep in initialisation weight-decay coding activation cells; do cp $(POPULATIONS)/$$sweep/deciding-*.png docs/populations/; done

# Two workers on two cores: linear algebra with threads of its own would only get in their way.
test: .venv/dev web/node_modules
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python web/tests/reference.py web/tests/reference
	$(NPM) test
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist loadgroup

check: .venv/dev web/node_modules
	$(BIN)/ruff format --check $(PYTHON_CODE)
	$(BIN)/ruff check $(PYTHON_CODE)
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(NPM) run check
	ENGRAM_WEB_OUT=dist $(NPM) run build -- --logLevel warn
	diff -q web/dist/explorer.js $(ASSETS)/explorer.js && diff -q web/dist/explorer.css $(ASSETS)/explorer.css \
	  || { echo "the page in $(ASSETS) is not that of its source: run make web"; exit 1; }

format: .venv/dev web/node_modules
	$(BIN)/ruff format $(PYTHON_CODE)
	$(BIN)/ruff check --fix $(PYTHON_CODE)
	$(NPM) run format

web: web/node_modules
	$(NPM) run build -- --logLevel warn

bench: .venv/dev
	$(BIN)/python benchmarks/training_speed.py
	$(BIN)/python benchmarks/time_to_verified.py
	$(BIN)/python benchmarks/circuit_recovery.py
	$(BIN)/python benchmarks/decisions.py
	$(BIN)/python benchmarks/agreement.py
	$(BIN)/python benchmarks/analysis_cost.py
	$(BIN)/python benchmarks/live_page.py
	$(BIN)/python benchmarks/fixed_points.py
	$(BIN)/python benchmarks/other_cells.py --out runs/other-cells --seeds 0 1
	$(BIN)/python benchmarks/memory_model.py
	$(BIN)/python benchmarks/circuits.py
	$(BIN)/python benchmarks/nonlinear_tasks.py --out runs/nonlinear-tasks --seeds 2 3 4
	$(BIN)/python benchmarks/killed_training.py
	$(BIN)/python benchmarks/narrow_repeat_copy.py
	$(BIN)/python benchmarks/sweep_endurance.py
	$(BIN)/python benchmarks/sweep_endurance.py costs

clean:
	rm -rf .venv runs web/node_modules web/dist web/tests/reference build dist .pytest_cache .ruff_cache .hypothesis .import_linter_cache

# One environment, in two sizes: what running needs, and what developing needs on top of it.
.venv/train: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("Engram needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; run make with PYTHON=...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train]'
	touch $@

.venv/dev: .venv/train
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

web/node_modules: web/package.json web/package-lock.json | .venv/dev
	$(NPM) ci --no-fund --no-audit
	touch $@
