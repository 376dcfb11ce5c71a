#!/usr/bin/env bash
# From data to models/*.onnx and models/manifest.json: RIBIN_DATASETS=DIR bash models/training/train.sh [WORK_FOLDER]
# Needs Node, npm ci, Python 3.11 or later and the studies of DIR (see train_*.py). One core, some twenty minutes, most of them
# the service's preparation of 3,630 simulated marks; what is exported already is kept, so that an interrupted run goes on.
set -euo pipefail
export PYTHONDONTWRITEBYTECODE=1
cd "$(dirname "$0")/../.."
work=${1:-.tmp/training}
studies=${RIBIN_DATASETS:?the folder with the public studies}
mkdir -p "$work/data"

python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --requirement models/training/requirements.txt

npx tsc -p models/training
export_marks() {
  [ -f "$work/data/$1.bin" ] || node dist/training/models/training/export-marks.js "$work/data/$1.bin" "${@:2}"
}
for study in fadul weller; do
  for turn in 1 2 3; do export_marks "$study-$turn" study "$studies/breech-face/$study" "$turn"; done
  export_marks "$study-half-1" study "$studies/breech-face/$study" 1 half
done
export_marks faces faces 700 3
export_marks pins pins 150 3
export_marks lands lands 60 3
export_marks houston study "$studies/land-engraved-area/houston" 1
export_marks hamby study "$studies/land-engraved-area/hamby173-2d" 1

"$work/venv/bin/python" models/training/train_areal.py "$work/data" models/training
"$work/venv/bin/python" models/training/train_lands.py "$work/data" models/training
node dist/training/models/training/build-descriptor.js
npx biome format --write models
