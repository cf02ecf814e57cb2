// Sends what waits: the words of a visit first, then its photographs, each under an id of its own.
import { dropPhoto, dropVisit, keepPhoto, keepVisit, photosOf } from "./field-store.js";

export class Refused extends Error {
  constructor(status, answer) {
    super(`refused with ${status}`);
    this.status = status;
    this.answer = answer;
  }

  get sentences() {
    return (this.answer.refusals ?? []).map((one) => one.sentence + (one.source ? ` (${one.source})` : ""));
  }

  // The session is over, or the page is of an earlier one: nothing is wrong with what was typed.
  get isDoor() {
    return this.status === 401 || (this.status === 403 && !this.answer.refusals);
  }
}

function form(pairs) {
  const data = new FormData();
  for (const [name, value] of pairs) data.append(name, value);
  return data;
}

// fetch cannot tell how far an upload is; the older way can.
function post(address, data, token, tell = () => {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", token);
    request.timeout = 120000;
    request.upload.onprogress = (event) => event.lengthComputable && tell(event.loaded / event.total);
    request.onerror = request.ontimeout = request.onabort = () => reject(new TypeError("not reached"));
    request.onload = () => {
      const answer = read(request.responseText);
      if (request.responseURL && new URL(request.responseURL).pathname !== new URL(address, location).pathname)
        reject(new Refused(401, {}));
      else if (request.status >= 500 || request.status === 0) reject(new TypeError("not answered"));
      else if (request.status >= 400) reject(new Refused(request.status, answer));
      else resolve(answer);
    };
    request.send(data);
  });
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

// A page that slept through a new log-in holds an old token: ask the page itself for the one of today.
async function freshToken(address) {
  const answer = await fetch(address, { credentials: "same-origin", redirect: "manual" });
  if (!answer.ok) throw new Refused(401, {});
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!token) throw new Refused(401, {});
  return token;
}

async function withToken(visit, act) {
  try {
    return await act(visit.token);
  } catch (problem) {
    if (!(problem instanceof Refused) || !problem.isDoor) throw problem;
    visit.token = await freshToken(visit.address);
    return act(visit.token);
  }
}

// Send a visit and its photographs. Throws Refused where the server says no, TypeError where it cannot be reached.
export async function deliver(visit, tell = () => {}) {
  let answer = visit.answer ?? {};
  if (visit.state !== "sent") {
    answer = await withToken(visit, (token) => post(visit.address, form(visit.fields), token));
    Object.assign(visit, { state: "sent", sentAt: Date.now(), answer });
    await keepVisit(visit);
  }
  const photos = await photosOf(visit.client);
  const left = photos.filter((photo) => photo.state === "waiting");
  for (const [number, photo] of left.entries()) {
    const pairs = [["client_id", photo.id], ["visit", visit.client], ["photo", new File([photo.data], photo.name, { type: photo.type })]];
    try {
      await withToken(visit, (token) =>
        post(visit.photoAddress, form(pairs), token, (share) => tell(photo, number + 1, left.length, share)),
      );
      await dropPhoto(photo.id);
      tell({ ...photo, state: "sent" }, number + 1, left.length, 1);
    } catch (problem) {
      // One that the server will never take must not hold up the others; it stays here to be looked at.
      if (!(problem instanceof Refused) || problem.isDoor) throw problem;
      await keepPhoto({ ...photo, state: "failed", why: problem.sentences.join(" ") });
      tell({ ...photo, state: "failed", why: problem.sentences.join(" ") }, number + 1, left.length, 1);
    }
  }
  if (!(await photosOf(visit.client)).length) await dropVisit(visit.key);
  return answer;
}
