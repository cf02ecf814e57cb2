// An application is kept while somebody types: on the server as soon as it can be, in this browser until then.
// A page that is behind another tab or person is told what differs, and whoever types chooses.

const form = document.querySelector("form[data-filing]");
const WAIT = 900;
const AGAIN = 5000;

function storage(act, fallback = null) {
  try {
    return act();
  } catch {
    return fallback; // No storage, or none left: what is typed still goes to the server.
  }
}

function start() {
  const key = `khuyencong.ho-so.${form.dataset.person}.${form.dataset.filing}.${form.elements.buoc.value}`;
  const status = form.querySelector("[data-filing-status]");
  const conflict = form.querySelector("[data-filing-conflict]");
  const skipped = new Set(["csrfmiddlewaretoken", "version", "buoc", "di"]);
  const controls = () => [...form.elements].filter((one) => one.name && !skipped.has(one.name));
  const values = () => Object.fromEntries(controls().map((one) => [one.name, one.value]));
  let dirty = false;
  let sending = false;
  let timer = 0;

  const say = (word) => {
    status.textContent = form.dataset[word];
  };
  const keep = () => {
    storage(() => localStorage.setItem(key, JSON.stringify({ version: form.elements.version.value, values: values() })));
  };
  const forget = () => storage(() => localStorage.removeItem(key));
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  function differ(told) {
    form.dataset.serverVersion = told.version;
    conflict.querySelector("[data-filing-sentence]").textContent = told.sentence;
    const rows = told.differing.map((one) => {
      const words = `${one.label}: ${form.dataset.sayTheirs} “${one.there}”, ${form.dataset.sayMine} “${one.here}”`;
      return Object.assign(document.createElement("li"), { textContent: words });
    });
    conflict.querySelector("[data-filing-differing]").replaceChildren(...rows);
    conflict.hidden = false;
  }

  async function take(answer, sent) {
    const isJson = (answer.headers.get("Content-Type") ?? "").includes("application/json");
    if (!isJson) return say("sayLogin");
    const told = await answer.json();
    if (answer.status === 409 && told.differing) return differ(told);
    if (!answer.ok) {
      status.textContent = told.refusals?.map((one) => one.sentence).join(" ") ?? form.dataset.sayKept;
      return undefined;
    }
    form.elements.version.value = told.version;
    if (JSON.stringify(values()) === sent) {
      dirty = false;
      forget();
      say("saySaved");
    } else later(WAIT);
    return undefined;
  }

  async function save() {
    if (!dirty || sending || !conflict.hidden) return;
    sending = true;
    const sent = JSON.stringify(values());
    say("saySaving");
    try {
      const options = { method: "POST", headers: { Accept: "application/json" }, body: new FormData(form) };
      await take(await fetch(form.action, options), sent);
    } catch {
      say("sayKept");
      later(AGAIN);
    } finally {
      sending = false;
    }
  }

  function recall() {
    const kept = storage(() => JSON.parse(localStorage.getItem(key)));
    if (!kept) return;
    for (const one of controls()) if (one.name in kept.values) one.value = kept.values[one.name];
    form.elements.version.value = kept.version;
    dirty = true;
    later(0);
  }

  form.addEventListener("input", () => {
    dirty = true;
    keep();
    later(WAIT);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    forget();
  });
  window.addEventListener("online", () => later(0));
  conflict.querySelector("[data-filing-theirs]").addEventListener("click", () => {
    forget();
    location.reload();
  });
  conflict.querySelector("[data-filing-mine]").addEventListener("click", () => {
    form.elements.version.value = form.dataset.serverVersion;
    conflict.hidden = true;
    dirty = true;
    later(0);
  });
  recall();
}

if (form) start();
