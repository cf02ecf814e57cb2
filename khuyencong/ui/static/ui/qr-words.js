// Turns the modules of a QR code (versions 1 to 10) into its words. Source: ISO/IEC 18004.

const PER_BLOCK = { L: [7, 10, 15, 20, 26, 18, 20, 24, 30, 18], M: [10, 16, 26, 18, 24, 16, 18, 22, 22, 26], Q: [13, 22, 18, 26, 18, 24, 18, 22, 20, 24], H: [17, 28, 22, 16, 22, 28, 26, 26, 24, 28] };
const BLOCKS = { L: [1, 1, 1, 1, 1, 2, 2, 2, 2, 4], M: [1, 1, 1, 2, 2, 4, 4, 4, 5, 5], Q: [1, 1, 2, 2, 4, 4, 6, 6, 8, 8], H: [1, 1, 2, 4, 4, 4, 5, 6, 8, 8] };
const LEVELS = ["M", "L", "H", "Q"];
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const MASKS = [
  (x, y) => (x + y) % 2,
  (_x, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

const EXP = new Uint8Array(512);
const LOG = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power += 1) {
  EXP[power] = EXP[power + 255] = value;
  LOG[value] = power;
  value = (value << 1) ^ (value & 128 ? 0x11d : 0);
}
const times = (one, other) => (one && other ? EXP[LOG[one] + LOG[other]] : 0);
const over = (one, other) => (one ? EXP[LOG[one] + 255 - LOG[other]] : 0);
const value = (terms, point) => terms.reduce((sum, term) => times(sum, point) ^ term, 0);

// The text of the code, or nothing where it cannot be read for certain.
export function read(rows) {
  const size = rows.length;
  const version = (size - 17) / 4;
  const format = formatOf(rows);
  if (!format) return null;
  const bytes = codewords(rows, size, version, format.mask);
  const data = corrected(bytes, version, format.level);
  return data && text(data, version);
}

function formatOf(rows) {
  const places = [...Array(6).keys()].map((i) => [8, i]).concat([[8, 7], [8, 8], [7, 8]], [5, 4, 3, 2, 1, 0].map((i) => [i, 8]));
  const seen = places.reduce((bits, [x, y], place) => bits | (rows[y][x] << place), 0);
  let best = { off: 4 };
  for (let data = 0; data < 32; data += 1) {
    let rest = data;
    for (let step = 0; step < 10; step += 1) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
    const off = [...(((data << 10) | rest) ^ 0x5412 ^ seen).toString(2)].filter((bit) => bit === "1").length;
    if (off < best.off) best = { off, level: LEVELS[data >> 3], mask: data & 7 };
  }
  return best.level ? best : null;
}

function isFixed(x, y, size, version) {
  if (x === 6 || y === 6) return true;
  if ((x < 9 && y < 9) || (x < 9 && y >= size - 8) || (x >= size - 8 && y < 9)) return true;
  if (version >= 7 && ((x < 6 && y >= size - 11) || (y < 6 && x >= size - 11))) return true;
  if (version < 2) return false;
  const last = size - 7;
  const centers = version < 7 ? [6, last] : [6, (6 + last) / 2, last];
  return centers.some((p) => centers.some((q) => !(p === 6 && q === 6) && !(p === 6 && q === last) && !(p === last && q === 6) && Math.abs(x - p) < 3 && Math.abs(y - q) < 3));
}

function codewords(rows, size, version, mask) {
  const bits = [];
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      for (const x of [right, right - 1]) {
        const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
        if (!isFixed(x, y, size, version)) bits.push(rows[y][x] ^ (MASKS[mask](x, y) === 0 ? 1 : 0));
      }
    }
  }
  const bytes = [];
  for (let place = 0; place + 8 <= bits.length; place += 8) bytes.push(bits.slice(place, place + 8).reduce((sum, bit) => (sum << 1) | bit, 0));
  return bytes;
}

function corrected(bytes, version, level) {
  const count = BLOCKS[level][version - 1];
  const spare = PER_BLOCK[level][version - 1];
  const short = Math.floor(bytes.length / count);
  const longer = bytes.length % count;
  const blocks = Array.from({ length: count }, () => []);
  let place = 0;
  for (let at = 0; at < short - spare + 1; at += 1) {
    for (let block = 0; block < count; block += 1) {
      if (at < short - spare || block >= count - longer) blocks[block].push(bytes[place++]);
    }
  }
  for (let at = 0; at < spare; at += 1) for (const block of blocks) block.push(bytes[place++]);
  const data = [];
  for (const block of blocks) {
    const whole = repair(block, spare);
    if (!whole) return null;
    data.push(...whole.slice(0, whole.length - spare));
  }
  return data;
}

// Reed and Solomon: the places of the faults by Berlekamp and Massey, their sizes by solving for the syndromes.
function repair(block, spare) {
  const syndromes = Array.from({ length: spare }, (_none, power) => value(block, EXP[power]));
  if (syndromes.every((one) => one === 0)) return block;
  let [locator, before, shift, last, length] = [[1], [1], 1, 1, 0];
  for (let step = 0; step < spare; step += 1) {
    let gap = syndromes[step];
    for (let term = 1; term <= length; term += 1) gap ^= times(locator[term] ?? 0, syndromes[step - term]);
    if (!gap) {
      shift += 1;
      continue;
    }
    const kept = [...locator];
    const factor = over(gap, last);
    before.forEach((term, place) => (locator[place + shift] = (locator[place + shift] ?? 0) ^ times(factor, term)));
    for (let place = 0; place < locator.length; place += 1) locator[place] ??= 0;
    if (2 * length <= step) [length, before, last, shift] = [step + 1 - length, kept, gap, 1];
    else shift += 1;
  }
  const places = [];
  for (let place = 0; place < block.length; place += 1) {
    if (value(locator.toReversed(), EXP[(255 - place) % 255]) === 0) places.push(place);
  }
  if (places.length !== length || length > spare / 2) return null;
  const sizes = solve(places.map((_none, row) => [...places.map((place) => EXP[(place * row) % 255]), syndromes[row]]));
  const whole = [...block];
  places.forEach((place, at) => (whole[block.length - 1 - place] ^= sizes[at]));
  return syndromes.every((_none, power) => value(whole, EXP[power]) === 0) ? whole : null;
}

function solve(rows) {
  for (let column = 0; column < rows.length; column += 1) {
    const pivot = rows.findIndex((row, place) => place >= column && row[column]);
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    const head = rows[column][column];
    rows[column] = rows[column].map((one) => over(one, head));
    rows.forEach((row, place) => {
      if (place !== column && row[column]) rows[place] = row.map((one, at) => one ^ times(row[column], rows[column][at]));
    });
  }
  return rows.map((row) => row.at(-1));
}

function text(data, version) {
  let place = 0;
  const take = (count) => {
    let taken = 0;
    for (let bit = 0; bit < count; bit += 1, place += 1) taken = (taken << 1) | (((data[place >> 3] ?? 0) >> (7 - (place & 7))) & 1);
    return taken;
  };
  const bytes = [];
  const put = (letters) => bytes.push(...new TextEncoder().encode(letters));
  while (place + 4 <= data.length * 8) {
    const mode = take(4);
    if (mode === 0) break;
    if (mode === 1) {
      let count = take(version < 10 ? 10 : 12);
      for (; count > 0; count -= 3) put(String(take(count > 2 ? 10 : count === 2 ? 7 : 4)).padStart(Math.min(3, count), "0"));
    } else if (mode === 2) {
      let count = take(version < 10 ? 9 : 11);
      for (; count > 1; count -= 2) {
        const pair = take(11);
        put(LETTERS[Math.floor(pair / 45)] + LETTERS[pair % 45]);
      }
      if (count) put(LETTERS[take(6)]);
    } else if (mode === 4) {
      for (let count = take(version < 10 ? 8 : 16); count > 0; count -= 1) bytes.push(take(8));
    } else if (mode === 7) take(8);
    else return null;
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}
