// What was typed and photographed in the field and the server does not have yet: kept in this browser's database.
// A visit is one entry per page and person; photographs stand apart, so that each can go when its turn comes.

const NAME = "khuyencong.hien-truong";
let opening = null;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("visits", { keyPath: "key" });
      asked.result.createObjectStore("photos", { keyPath: "id" }).createIndex("visit", "visit");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opening;
}

async function within(store, mode, act) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const change = database.transaction(store, mode, { durability: "strict" });
    const asked = act(change.objectStore(store));
    change.oncomplete = () => resolve(asked?.result);
    change.onerror = change.onabort = () => reject(change.error);
  });
}

export const keepVisit = (visit) => within("visits", "readwrite", (store) => store.put(visit));
export const recallVisit = (key) => within("visits", "readonly", (store) => store.get(key));
export const dropVisit = (key) => within("visits", "readwrite", (store) => store.delete(key));
export const allVisits = () => within("visits", "readonly", (store) => store.getAll());
export const keepPhoto = (photo) => within("photos", "readwrite", (store) => store.put(photo));
export const dropPhoto = (id) => within("photos", "readwrite", (store) => store.delete(id));
export const photosOf = (client) => within("photos", "readonly", (store) => store.index("visit").getAll(client));

// An id that nobody else gives, also where the page is not served under https.
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
