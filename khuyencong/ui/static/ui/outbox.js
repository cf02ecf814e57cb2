// What a juror typed and the server does not have yet: kept in this browser, sent as soon as it can be.
// One entry per sheet, holding the whole sheet, so that the newest always carries everything.

const PREFIX = "khuyencong.phieu";

export function keyOf(person, sheet) {
  return `${PREFIX}.${person}.${sheet}`;
}

export function keep(key, entry) {
  try {
    localStorage.setItem(key, JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
}

export function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

// Drop an entry, unless it was overtaken by a newer one while it was under way.
export function drop(key, revision) {
  const entry = recall(key);
  if (entry && entry.revision <= revision) localStorage.removeItem(key);
}

export function waiting(person) {
  const start = `${PREFIX}.${person}.`;
  return Object.keys(localStorage).filter((key) => key.startsWith(start));
}

export class Refused extends Error {
  constructor(status, answer) {
    super(`refused with ${status}`);
    this.status = status;
    this.answer = answer;
  }
}

// Send one entry. Throws Refused where the server says no, TypeError where it cannot be reached.
export async function send(entry, token) {
  const answer = await fetch(entry.address, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ revision: entry.revision, points: entry.points, remarks: entry.remarks }),
    redirect: "manual",
    credentials: "same-origin",
  });
  if (answer.type === "opaqueredirect") throw new Refused(401, {});
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, told);
  return told;
}

// Send everything that waits for a person, oldest first; return how many sheets could not be sent.
export async function sendAll(person, token) {
  const entries = waiting(person).map((key) => [key, recall(key)]).filter(([, entry]) => entry);
  entries.sort(([, one], [, other]) => one.revision - other.revision);
  let left = 0;
  for (const [key, entry] of entries) {
    try {
      await send(entry, token);
      drop(key, entry.revision);
    } catch {
      left += 1;
    }
  }
  return left;
}
