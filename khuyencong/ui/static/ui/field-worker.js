// Lets a page of the field open without a network, when it was opened with one before. It stands over the pages of
// projects only, answers for the two of the field and for styles and scripts, and touches nothing that is sent.

const KEPT = "khuyencong.hien-truong";
const PAGE = /^\/de-an\/\d+\/(nghiem-thu|kiem-tra)\/$/;
const UNDER_HASH = /\.[0-9a-f]{12}\.\w+$/;
// As long as a session lives at most: whoever finds the phone tomorrow finds no page on it.
const LIVES_MS = 12 * 60 * 60 * 1000;
const AT = "X-Kept-At";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (!event.data?.keep) return;
  event.waitUntil(keepAll(event.data.keep).then((done) => event.ports[0]?.postMessage(done)));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && PAGE.test(address.pathname)) event.respondWith(page(request));
  else if (address.pathname.startsWith("/static/")) event.respondWith(part(request, address));
});

async function keepAll(addresses) {
  const kept = await Promise.allSettled(addresses.map((one) => fetch(one, { credentials: "same-origin" }).then((answer) => keep(one, answer))));
  return kept.every((one) => one.status === "fulfilled");
}

async function keep(address, answer) {
  if (!answer.ok || answer.redirected || answer.type !== "basic") return;
  const headers = new Headers(answer.headers);
  headers.set(AT, String(Date.now()));
  headers.delete("Content-Encoding");
  const copy = new Response(await answer.clone().blob(), { status: answer.status, headers });
  await (await caches.open(KEPT)).put(address, copy);
}

async function recall(address) {
  const found = await (await caches.open(KEPT)).match(address);
  return found && Date.now() - Number(found.headers.get(AT)) < LIVES_MS ? found : undefined;
}

async function page(request) {
  try {
    const answer = await fetch(request);
    // Sent to the log-in page: the session that these pages were read in is over.
    if (answer.type === "opaqueredirect") await caches.delete(KEPT);
    else await keep(request.url, answer.clone());
    return answer;
  } catch (problem) {
    const kept = await recall(request.url);
    if (kept) return kept;
    throw problem;
  }
}

async function part(request, address) {
  const kept = await recall(request.url);
  if (kept && UNDER_HASH.test(address.pathname)) return kept;
  try {
    const answer = await fetch(request);
    await keep(request.url, answer.clone());
    return answer;
  } catch (problem) {
    if (kept) return kept;
    throw problem;
  }
}
