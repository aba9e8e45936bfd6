/* Forms that survive a lost connection: what is filled in stays in this browser until the server confirmed it. */
window.buurtlicht = window.buurtlicht || {};

(() => {
  const DRAFT = "buurtlicht-concept:";
  const WAITING = "buurtlicht-wacht";
  const AGAIN_MS = 4000;

  const read = (key, other) => { try { return JSON.parse(localStorage.getItem(key)) ?? other; } catch { return other; } };
  const write = (key, value) => localStorage.setItem(key, JSON.stringify(value));
  const fixed = (form) => JSON.parse(form.dataset.entry);
  const draft = (form) => read(DRAFT + form.dataset.draft, {});
  const forms = () => [...document.querySelectorAll(".entry")];
  const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  function say(form, text, kind = "") {
    const line = form.querySelector(".entry-said");
    if (line) { line.textContent = text; line.dataset.kind = kind; }
  }

  function paint(form) {
    const values = { ...JSON.parse(form.dataset.known || "{}"), ...draft(form) };
    form.querySelectorAll("[data-set]").forEach((button) => {
      const [key, value] = button.dataset.set.split("=");
      button.setAttribute("aria-pressed", String(values[key] === value));
    });
    form.querySelectorAll("textarea[name],select[name],input[name]").forEach((field) => {
      if (document.activeElement !== field) field.value = values[field.name] ?? "";
    });
    if (waiting().some((item) => item.draft === form.dataset.draft)) say(form, "Wacht op verbinding. Het staat op dit apparaat en wordt vanzelf verstuurd.", "waits");
  }

  function keep(form, key, value) {
    write(DRAFT + form.dataset.draft, { ...draft(form), [key]: value });
    say(form, "");
    paint(form);
  }

  document.addEventListener("click", (event) => {
    const set = event.target.closest(".entry [data-set]");
    if (set) {
      const [key, value] = set.dataset.set.split("=");
      return keep(set.closest(".entry"), key, value);
    }
    const send = event.target.closest(".entry [data-send]");
    if (send) submit(send.closest(".entry"));
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.(".entry");
    if (form && event.target.name) keep(form, event.target.name, event.target.value);
  });

  const waiting = () => read(WAITING, []);

  async function post(body) {
    try {
      const answer = await fetch("/invoer", { method: "POST", headers: { "Content-Type": "application/json", "X-Buurtlicht": "1" }, body: JSON.stringify(body) });
      if (answer.status >= 500) return { later: true };
      return { ...(await answer.json()), status: answer.status };
    } catch { return { later: true }; }
  }

  async function submit(form) {
    const key = form.dataset.draft;
    const values = { sent: newId(), ...draft(form) };
    write(DRAFT + key, values);
    const body = { ...fixed(form), ...JSON.parse(form.dataset.known || "{}"), ...values };
    say(form, "Bewaren …");
    const answer = await post(body);
    if (answer.later) {
      write(WAITING, [...waiting().filter((item) => item.draft !== key), { draft: key, body }]);
      say(form, "Geen verbinding. Wat u invulde, staat op dit apparaat en wordt verstuurd zodra het kan.", "waits");
      return count();
    }
    write(WAITING, waiting().filter((item) => item.draft !== key));
    settle(key, answer);
  }

  function settle(key, answer) {
    const form = forms().find((each) => each.dataset.draft === key);
    count();
    if (answer.kept) {
      localStorage.removeItem(DRAFT + key);
      if (!form) return;
      say(form, "Bewaard.", "kept");
      document.dispatchEvent(new CustomEvent("buurtlicht-kept"));
      if (form.dataset.next) buurtlicht.visit(form.dataset.next);
      else paint(form);
      return;
    }
    if (answer.version !== undefined && answer.version !== null) write(DRAFT + key, { ...read(DRAFT + key, {}), version: answer.version });
    if (answer.name) dash_clientside.set_props("ask-name", { data: Date.now() });
    const text = answer.theirs ? `${answer.refused} Er staat nu — ${answer.theirs} Bewaar nog eens om uw oordeel in de plaats te zetten.` : answer.refused;
    if (form) say(form, text, "refused");
  }

  let busy = false;
  async function drain() {
    if (busy) return;
    busy = true;
    for (const item of waiting()) {
      const answer = await post(item.body);
      if (answer.later) break;
      write(WAITING, waiting().filter((each) => each.draft !== item.draft));
      settle(item.draft, answer);
    }
    busy = false;
  }

  function count() {
    const banner = document.getElementById("entry-waits");
    const number = waiting().length;
    if (!banner) return;
    banner.hidden = !number;
    banner.textContent = number === 1 ? "1 formulier wacht op verbinding. Het staat veilig op dit apparaat." : `${number} formulieren wachten op verbinding. Ze staan veilig op dit apparaat.`;
  }

  setInterval(() => { if (waiting().length) drain(); count(); }, AGAIN_MS);
  addEventListener("online", drain);
  new MutationObserver(() => forms().filter((form) => form.dataset.ready !== form.dataset.draft).forEach((form) => {
    form.dataset.ready = form.dataset.draft;
    paint(form);
    count();
  })).observe(document.documentElement, { childList: true, subtree: true });
})();
