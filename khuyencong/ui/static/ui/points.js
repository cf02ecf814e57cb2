// Points as people type them ("36,5", "36.5", "9"), kept as whole hundredths so that sums are exact.

export const EMPTY = null;
export const WRONG = Number.NaN;
const SHAPE = /^(\d{1,3})(?:[.,](\d{1,2}))?$/;

export function readPoints(text) {
  const typed = text.trim();
  if (!typed) return EMPTY;
  const match = SHAPE.exec(typed);
  if (!match) return WRONG;
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
}

export function writePoints(hundredths, comma = ",") {
  const whole = Math.floor(hundredths / 100);
  const rest = String(hundredths % 100).padStart(2, "0").replace(/0+$/, "");
  return rest ? `${whole}${comma}${rest}` : String(whole);
}

// Move by a step and stay between zero and the maximum; from an empty field a step down starts at the maximum.
export function stepPoints(text, step, maximum) {
  const now = readPoints(text);
  if (now === EMPTY || Number.isNaN(now)) return step > 0 ? Math.min(step, maximum) : maximum;
  return Math.min(maximum, Math.max(0, now + step));
}
