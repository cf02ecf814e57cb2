// Finds a QR code in a gray picture and reads its modules: binarizing, three corners, perspective, sampling.

const WINDOW = 12; // parts of the picture's width over which light is evened out
const BIAS = 0.92;

// Dark where a point is darker than what surrounds it, so that shadows across a paper do no harm.
export function binarize(gray, width, height) {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += gray[y * width + x];
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
    }
  }
  const reach = Math.max(8, Math.round(width / WINDOW));
  const dark = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const top = Math.max(0, y - reach);
    const bottom = Math.min(height, y + reach + 1);
    for (let x = 0; x < width; x += 1) {
      const left = Math.max(0, x - reach);
      const right = Math.min(width, x + reach + 1);
      const sum = sums[bottom * (width + 1) + right] - sums[top * (width + 1) + right] - sums[bottom * (width + 1) + left] + sums[top * (width + 1) + left];
      dark[y * width + x] = gray[y * width + x] * (bottom - top) * (right - left) < sum * BIAS ? 1 : 0;
    }
  }
  return { dark, width, height, at: (x, y) => (x >= 0 && y >= 0 && x < width && y < height ? dark[(y | 0) * width + (x | 0)] : 0) };
}

// Runs of 1:1:3:1:1 in the rows, checked across, gathered into centers.
export function corners(image) {
  const found = [];
  for (let y = 0; y < image.height; y += 2) {
    const runs = [0, 0, 0, 0, 0];
    let state = 0;
    for (let x = 0; x <= image.width; x += 1) {
      const dark = x < image.width ? image.dark[y * image.width + x] : 0;
      if (dark === ((state & 1) ^ 1)) {
        runs[state] += 1;
        continue;
      }
      if (state === 4) {
        if (isCorner(runs)) gather(found, image, x, y, runs);
        runs.splice(0, 5, runs[2], runs[3], runs[4], 1, 0);
        state = 3;
      } else if (state > 0 || runs[0]) {
        state += 1;
        runs[state] = 1;
      }
    }
  }
  return found.filter((one) => one.seen > 1);
}

function isCorner(runs) {
  const all = runs.reduce((sum, one) => sum + one, 0);
  if (all < 7 || runs.includes(0)) return false;
  const module = all / 7;
  const off = module * 0.6;
  return [0, 1, 3, 4].every((place) => Math.abs(runs[place] - module) < off) && Math.abs(runs[2] - 3 * module) < 3 * off;
}

function gather(found, image, end, y, runs) {
  const x = end - runs[4] - runs[3] - runs[2] / 2;
  const down = across(image, x, y, 0, 1, runs);
  if (!down) return;
  const level = across(image, x, down.place, 1, 0, runs);
  if (!level) return;
  const center = { x: level.place, y: down.place, module: (down.all + level.all) / 14, seen: 1 };
  const known = found.find((one) => Math.hypot(one.x - center.x, one.y - center.y) < 2 * one.module && Math.abs(one.module - center.module) < one.module);
  if (!known) found.push(center);
  else {
    for (const name of ["x", "y", "module"]) known[name] = (known[name] * known.seen + center[name]) / (known.seen + 1);
    known.seen += 1;
  }
}

// Measure the five runs through a point along one axis; the middle of the middle run is the place.
function across(image, x, y, dx, dy, seen) {
  const limit = 2 * seen.reduce((sum, one) => sum + one, 0);
  const lengths = [0, 0, 0, 0, 0];
  const walk = (direction, order) => {
    let [px, py] = [x + (direction < 0 ? 0 : dx), y + (direction < 0 ? 0 : dy)];
    for (const [place, dark] of order) {
      while (px >= 0 && py >= 0 && px < image.width && py < image.height && image.at(px, py) === dark && lengths[place] < limit) {
        lengths[place] += 1;
        px += direction * dx;
        py += direction * dy;
      }
    }
  };
  walk(-1, [[2, 1], [1, 0], [0, 1]]);
  const before = lengths[2];
  walk(1, [[2, 1], [3, 0], [4, 1]]);
  if (!isCorner(lengths)) return null;
  const after = lengths[2] - before;
  const start = dx ? x : y;
  return { place: start + 0.5 + (after - before) / 2, all: lengths.reduce((sum, one) => sum + one, 0) };
}

// The best three of the centers: alike in size, two sides of one length at a right angle.
export function triples(centers) {
  const best = centers.toSorted((one, other) => other.seen - one.seen).slice(0, 10);
  const found = [];
  for (const corner of best) {
    for (const one of best) {
      for (const other of best) {
        if (corner === one || corner === other || one === other) continue;
        const [ax, ay, bx, by] = [one.x - corner.x, one.y - corner.y, other.x - corner.x, other.y - corner.y];
        if (ax * by - ay * bx <= 0) continue; // the picture is not mirrored: right, then down
        const [a, b] = [Math.hypot(ax, ay), Math.hypot(bx, by)];
        const sizes = [corner.module, one.module, other.module];
        const fault = Math.abs(a - b) / Math.max(a, b) + Math.abs(ax * bx + ay * by) / (a * b) + (Math.max(...sizes) - Math.min(...sizes)) / Math.max(...sizes);
        if (fault < 1.2 && a > 10 * corner.module) found.push({ corner, right: one, below: other, fault });
      }
    }
  }
  return found.sort((one, other) => one.fault - other.fault).slice(0, 4);
}

// The modules of the code between three corners, or nothing where its size makes no sense.
export function sample(image, { corner, right, below }, change) {
  const module = (corner.module + right.module + below.module) / 3;
  const side = (Math.hypot(right.x - corner.x, right.y - corner.y) + Math.hypot(below.x - corner.x, below.y - corner.y)) / 2;
  const size = 4 * Math.round((side / module + 7 - 17) / 4 + change) + 17;
  if (size < 21 || size > 57) return null;
  const steps = size - 7;
  const u = { x: (right.x - corner.x) / steps, y: (right.y - corner.y) / steps };
  const v = { x: (below.x - corner.x) / steps, y: (below.y - corner.y) / steps };
  const at = (p, q) => ({ x: corner.x + u.x * p + v.x * q, y: corner.y + u.y * p + v.y * q });
  const anchor = size > 21 ? alignment(image, at(steps - 3, steps - 3), u, v) : null;
  const fourth = anchor ? [size - 6.5, size - 6.5, anchor] : [size - 3.5, size - 3.5, at(steps, steps)];
  const map = perspective([[3.5, 3.5, corner], [size - 3.5, 3.5, right], [3.5, size - 3.5, below], fourth]);
  const rows = [];
  for (let y = 0; y < size; y += 1) {
    const row = new Uint8Array(size);
    for (let x = 0; x < size; x += 1) {
      const place = map(x + 0.5, y + 0.5);
      row[x] = image.at(place.x, place.y);
    }
    rows.push(row);
  }
  return rows;
}

// The small square near the fourth corner: the place around the guess where its picture fits best.
function alignment(image, guess, u, v) {
  let best = { fit: 0 };
  for (let q = -4; q <= 4; q += 0.25) {
    for (let p = -4; p <= 4; p += 0.25) {
      const center = { x: guess.x + u.x * p + v.x * q, y: guess.y + u.y * p + v.y * q };
      let fit = -(Math.abs(p) + Math.abs(q)) / 100;
      for (let j = -2; j <= 2; j += 1) {
        for (let i = -2; i <= 2; i += 1) {
          const wanted = Math.max(Math.abs(i), Math.abs(j)) === 1 ? 0 : 1;
          if (image.at(center.x + u.x * i + v.x * j, center.y + u.y * i + v.y * j) === wanted) fit += 1;
        }
      }
      if (fit > best.fit) best = { fit, center };
    }
  }
  return best.fit > 21.5 ? best.center : null;
}

// The map from modules to points of the picture that four pairs fix: eight equations with eight unknowns.
function perspective(pairs) {
  const rows = [];
  for (const [p, q, { x, y }] of pairs) {
    rows.push([p, q, 1, 0, 0, 0, -p * x, -q * x, x], [0, 0, 0, p, q, 1, -p * y, -q * y, y]);
  }
  for (let column = 0; column < 8; column += 1) {
    const pivot = rows.slice(column).reduce((best, row, place) => (Math.abs(row[column]) > Math.abs(rows[best][column]) ? column + place : best), column);
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    for (let other = 0; other < 8; other += 1) {
      if (other === column) continue;
      const factor = rows[other][column] / rows[column][column];
      for (let place = column; place < 9; place += 1) rows[other][place] -= factor * rows[column][place];
    }
  }
  const [a, b, c, d, e, f, g, h] = rows.map((row, place) => row[8] / row[place]);
  return (p, q) => {
    const w = g * p + h * q + 1;
    return { x: (a * p + b * q + c) / w, y: (d * p + e * q + f) / w };
  };
}
